package dev.makegood.incident;

/** What went wrong. */
public enum Reason {
    DELAY,
    CANCELLATION,
    BAG_DELAYED,
    BAG_DAMAGED,
    NO_SHOW,
    OVERBOOKED,
    SPILL,
    PRODUCT_DEFECT,
    SEAT_MEAL_ENTERTAINMENT,
    STAFF_CONDUCT,
    MESSAGE_ERROR,
    REPEAT_CONTACT
}
