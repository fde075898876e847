package dev.makegood.demo;

import dev.makegood.ledger.CustomerNumber;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The members on board of a flight. They are made up: the report has no passengers. The same seed
 * and row always give the same members, and some members fly far more often than others.
 */
record Members(long seed) {

    static final int FEWEST = 40;
    static final int MOST = 120;

    private static final int FIRST_NUMBER = 1_000_000;
    private static final int FREQUENT_FLYERS = 5_000;
    private static final int OTHERS = 95_000;
    /** Of a hundred seats, those that frequent flyers take. */
    private static final int FREQUENT_SEATS = 20;

    private static final int REFERENCE_LENGTH = 6;

    /** One member on one flight, under a booking reference of their own. */
    record Member(CustomerNumber number, String booking) {}

    /** Seed and row are mixed well: streams that begin a multiple of its step apart would overlap. */
    private SplittableRandom dice(Flight flight) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + mixed(flight.row()));
    }

    /** The finaliser of MurmurHash3, in which each bit of the row changes half of the result's. */
    private static long mixed(long row) {
        long bits = (row ^ (row >>> 33)) * 0xFF51_AFD7_ED55_8CCDL;
        bits = (bits ^ (bits >>> 33)) * 0xC4CE_B9FE_1A85_EC53L;
        return bits ^ (bits >>> 33);
    }

    int count(Flight flight) {
        return dice(flight).nextInt(FEWEST, MOST + 1);
    }

    List<Member> of(Flight flight) {
        SplittableRandom dice = dice(flight);
        int count = dice.nextInt(FEWEST, MOST + 1);
        Set<Integer> numbers = new LinkedHashSet<>();
        while (numbers.size() < count) {
            boolean frequent = dice.nextInt(100) < FREQUENT_SEATS;
            numbers.add(
                    FIRST_NUMBER + (frequent ? dice.nextInt(FREQUENT_FLYERS) : FREQUENT_FLYERS + dice.nextInt(OTHERS)));
        }
        List<Member> members = new ArrayList<>(count);
        for (int number : numbers) {
            members.add(new Member(new CustomerNumber("M-" + number), reference(dice)));
        }
        return members;
    }

    private static String reference(SplittableRandom dice) {
        StringBuilder text = new StringBuilder(REFERENCE_LENGTH);
        for (int i = 0; i < REFERENCE_LENGTH; i++) {
            text.append((char) ('A' + dice.nextInt(26)));
        }
        return text.toString();
    }
}
