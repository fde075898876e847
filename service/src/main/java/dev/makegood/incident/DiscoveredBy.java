package dev.makegood.incident;

/** Who noticed first. */
public enum DiscoveredBy {
    CUSTOMER,
    EMPLOYEE,
    SYSTEM
}
