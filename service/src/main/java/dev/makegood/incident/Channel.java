package dev.makegood.incident;

/** How it came to be known. */
public enum Channel {
    PHONE,
    DESK,
    ONBOARD,
    EMAIL,
    LETTER,
    CHAT,
    WEB,
    APP,
    SOCIAL,
    SYSTEM
}
