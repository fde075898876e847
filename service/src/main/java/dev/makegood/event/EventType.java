package dev.makegood.event;

import java.util.Map;

/**
 * The public vocabulary: what each command of the journal is called outside. A type, once released, is never renamed;
 * a command gets its own type before it is first journalled, and a test compares.
 */
final class EventType {

    private static final String PREFIX = "makegood.";

    private static final Map<String, String> OF_COMMAND = Map.ofEntries(
            Map.entry("open_incident", "incident.opened"),
            Map.entry("log_contact", "incident.contacted"),
            Map.entry("resolve_incident", "incident.resolved"),
            Map.entry("issue_remedy", "remedy.issued"),
            Map.entry("redeem", "redemption.made"),
            Map.entry("reverse", "redemption.reversed"),
            Map.entry("hold", "hold.placed"),
            Map.entry("capture", "hold.captured"),
            Map.entry("release", "hold.released"),
            Map.entry("end_hold", "hold.ended"),
            Map.entry("void_credit", "credit.voided"),
            Map.entry("extend_credit", "credit.extended"),
            Map.entry("block_credit", "credit.blocked"),
            Map.entry("unblock_credit", "credit.unblocked"),
            Map.entry("settle_credit", "reimbursement.settled"),
            Map.entry("request_transfer", "transfer.requested"),
            Map.entry("transfer_credit", "transfer.made"),
            Map.entry("confirm_transfer", "transfer.made"),
            Map.entry("receive_credit", "transfer.received"),
            Map.entry("reissue_code", "code.reissued"),
            Map.entry("expire", "credit.expired"),
            Map.entry("remind", "reminder.due"),
            Map.entry("report_delivery", "reminder.reported"),
            Map.entry("set_customer", "customer.changed"),
            Map.entry("set_level", "settings.changed"),
            Map.entry("set_limits", "settings.changed"),
            Map.entry("set_cost_centre", "settings.changed"),
            Map.entry("register_agent", "settings.changed"),
            Map.entry("change_agent", "settings.changed"),
            Map.entry("set_average_spend", "settings.changed"),
            Map.entry("add_rate", "settings.changed"));

    private EventType() {}

    /** A command of a later version, written by another instance in the middle of an upgrade, keeps its own word. */
    static String of(String command) {
        return PREFIX + OF_COMMAND.getOrDefault(command, "other." + command);
    }

    static boolean names(String command) {
        return OF_COMMAND.containsKey(command);
    }
}
