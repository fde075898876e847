package dev.makegood;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Just enough of a Java scanner to measure methods: literals and comments are blanked, then braces are counted. It
 * knows the formatter's layout, not the whole language.
 */
record SourceText(String text) {
    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"\\R(.*?)\"\"\"", Pattern.DOTALL);
    private static final Pattern NOT_CODE = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\\n])*\"|'(\\\\.|[^'\\\\\\n])+'|/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern ANNOTATION = Pattern.compile("@(?!interface)[\\w.]+(\\([^()]*\\))?");
    private static final Pattern TYPE = Pattern.compile("\\b(class|interface|enum|record)\\s+\\w");
    private static final Pattern NOT_A_METHOD = Pattern.compile("^(static)?$|=|->");

    /** A method or constructor: its header, the lines from opening to closing brace, and the code between. */
    record Method(String header, int lines, String body) {
        /** Whether the body is one switch and nothing else, so that its length is only the number of its cases. */
        boolean isFlatSwitch() {
            String code = body.strip();
            int open = code.indexOf('{');
            if (!code.matches("(?s)(return )?switch \\(.*") || code.indexOf("switch (", open) >= 0) {
                return false;
            }
            int depth = 0;
            for (int at = open; at >= 0 && at < code.length(); at++) {
                depth += code.charAt(at) == '{' ? 1 : code.charAt(at) == '}' ? -1 : 0;
                if (depth == 0) {
                    return code.substring(at + 1).strip().matches(";?");
                }
            }
            return false;
        }
    }

    private record Brace(int at, String header, boolean type, boolean method) {}

    int lines() {
        return (int) text.lines().count();
    }

    List<String> textBlocks() {
        return TEXT_BLOCK.matcher(text).results().map(found -> found.group(1)).toList();
    }

    List<Method> methods() {
        String code = NOT_CODE.matcher(text).replaceAll(found -> found.group().replaceAll("[^\\n]", " "));
        List<Method> methods = new ArrayList<>();
        Deque<Brace> open = new ArrayDeque<>();
        int parentheses = 0;
        int headerStart = 0;
        for (int at = 0; at < code.length(); at++) {
            switch (code.charAt(at)) {
                case '(' -> parentheses++;
                case ')' -> parentheses--;
                case ';' -> headerStart = at + 1;
                case '{' -> {
                    open.push(brace(at, code.substring(headerStart, at), open.peek(), parentheses));
                    headerStart = at + 1;
                }
                case '}' -> {
                    Brace closed = open.pop();
                    if (closed.method()) {
                        String body = code.substring(closed.at() + 1, at);
                        methods.add(new Method(
                                closed.header(),
                                (int) body.chars().filter(c -> c == '\n').count() + 1,
                                body));
                    }
                    headerStart = at + 1;
                }
                default -> {}
            }
        }
        return methods;
    }

    private static Brace brace(int at, String before, @Nullable Brace around, int parentheses) {
        String header = ANNOTATION.matcher(before).replaceAll(" ").strip();
        boolean type = parentheses == 0 && TYPE.matcher(header).find();
        boolean method = parentheses == 0
                && !type
                && around != null
                && around.type()
                && !NOT_A_METHOD.matcher(header).find();
        return new Brace(at, header, type, method);
    }
}
