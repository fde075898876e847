package dev.makegood.ledger;

/** What a code stands for and how that stands now: nothing of it says whose it is. */
public record CodeWorth(Credit credit, OpenCredit standing, String lastFour) {}
