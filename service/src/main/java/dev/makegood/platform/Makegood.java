package dev.makegood.platform;

/** The command line of the one jar. */
public final class Makegood {
    private Makegood() {}

    public static void main(String[] arguments) {
        System.out.println("usage: java -jar makegood.jar <command>");
    }
}
