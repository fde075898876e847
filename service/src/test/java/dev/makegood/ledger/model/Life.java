package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.CreditState;
import dev.makegood.ledger.CustomerId;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.Role;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A credit between its issue and its end: later dates, blocks, and other customers. */
final class Life {

    /** A transfer that was asked for. */
    record Transfer(UUID id, UUID owner, String credit, UUID to) {}

    /** What has left its first customer in an entry, and arrives in another of the same command. */
    record Arrival(
            Lot from, UUID to, UUID id, long amount, long before, Set<Role> extendedBy, int extended, Instant at) {}

    private final Model model;
    private final Row row;
    private final Page page;

    Life(Model model, Row row) {
        this.model = model;
        this.row = row;
        this.page = new Page(row);
    }

    static UUID to(JsonNode command) {
        return CustomerId.parse(Lines.required(command, "to")).value();
    }

    static Transfer transfer(Model model, Row row) {
        return Objects.requireNonNull(
                model.transfers.get(Ids.entry(Lines.required(row.command(), "transfer"))), "never asked for");
    }

    static Arrival arrival(Model model, Row row) {
        return Objects.requireNonNull(
                model.arrivals.get(Ids.entry(Lines.required(row.command(), "from"))), "never left");
    }

    List<String> decide() {
        if (row.name().equals("receive_credit")) {
            return receive();
        }
        String name = row.name().equals("confirm_transfer")
                ? transfer(model, row).credit()
                : Lines.required(row.command(), "credit");
        Lot lot = Objects.requireNonNull(model.lots.get(Ids.credit(name)));
        Map<String, Object> facts = new TreeMap<>(Map.of("credit", name));
        page.about(null, lot.terms.incident(), lot.terms.centre());
        String no = no(lot);
        if (no != null) {
            return page.refused(no, facts);
        }
        return switch (row.name()) {
            case "extend_credit" -> extend(lot, facts);
            case "settle_credit" -> settle(lot, facts);
            case "block_credit", "unblock_credit" -> block(lot);
            case "request_transfer" -> {
                UUID to = to(row.command());
                model.transfers.put(row.id(), new Transfer(row.id(), row.owner(), name, to));
                facts.put("to", new CustomerId(to).toString());
                yield page.accepted(facts);
            }
            default -> handOn(lot, facts);
        };
    }

    // ---- refusals

    private @Nullable String no(Lot lot) {
        String barred = model.barred(row, row.owner());
        return switch (row.name()) {
            case "extend_credit" -> barred == null ? notExtended(lot) : barred;
            case "block_credit", "unblock_credit" -> barred == null ? notBlocked(lot) : barred;
            case "settle_credit" -> barred == null ? notSettled(lot) : barred;
            case "request_transfer" -> {
                String receiver = model.barred(row, to(row.command()));
                yield barred != null ? barred : receiver != null ? receiver : notHandedOn(lot, to(row.command()));
            }
            case "transfer_credit" -> full(lot, to(row.command()));
            default -> {
                Transfer transfer = transfer(model, row);
                boolean done = model.lots.containsKey(EntryId.derive(transfer.id(), 1));
                yield done ? "transfer_done" : full(lot, transfer.to());
            }
        };
    }

    private @Nullable String ended(Lot lot) {
        if (lot.state == CreditState.VOIDED) {
            return "credit_voided";
        }
        return lot.expired() || lot.passed(page.now) ? "credit_expired" : null;
    }

    private @Nullable String notExtended(Lot lot) {
        String ended = ended(lot);
        if (ended != null) {
            return ended;
        }
        if (lot.state == CreditState.GRACE || lot.state == CreditState.BLOCKED_IN_GRACE) {
            return "credit_expired";
        }
        if (lot.blocked()) {
            return "credit_blocked";
        }
        if (!lot.open()) {
            return "credit_used_up";
        }
        if (lot.expiry.at() == null) {
            return "never_expires";
        }
        Role right = row.role() == Role.SYSTEM ? Role.AGENT : row.role();
        return lot.extendedBy.contains(right) ? "already_extended" : null;
    }

    private @Nullable String notBlocked(Lot lot) {
        if (row.role() != Role.FINANCE && !lot.terms.giver().equals(row.actor())) {
            return "not_the_giver";
        }
        if (lot.state == CreditState.VOIDED) {
            return "credit_voided";
        }
        boolean block = row.name().equals("block_credit");
        return block == lot.blocked() ? (block ? "credit_blocked" : "credit_not_blocked") : null;
    }

    private @Nullable String notHandedOn(Lot lot, UUID to) {
        if (!lot.terms.agreed().transferable() || to.equals(lot.terms.owner())) {
            return "not_transferable";
        }
        return notTaken(lot);
    }

    private @Nullable String notTaken(Lot lot) {
        String ended = ended(lot);
        if (ended != null) {
            return ended;
        }
        if (lot.blocked()) {
            return "credit_blocked";
        }
        if (!lot.terms.agreed().active(page.now)) {
            return "credit_not_active";
        }
        return lot.available == 0 ? "credit_used_up" : null;
    }

    private @Nullable String notSettled(Lot lot) {
        String no = lot.terms.agreed().receipt() ? notTaken(lot) : "not_a_reimbursement";
        boolean same = Lines.required(row.command(), "unit").equals(lot.terms.unit());
        return no == null && !same ? "other_currency" : no;
    }

    private @Nullable String full(Lot lot, UUID to) {
        String no = notHandedOn(lot, to);
        return no == null ? model.wallet(to, lot.terms.unit()).full(List.of(lot.available)) : no;
    }

    // ---- what is done

    private List<String> extend(Lot lot, Map<String, Object> facts) {
        LocalDate on = Objects.requireNonNull(lot.expiry.on());
        ZoneId zone = ZoneId.of(Objects.requireNonNull(row.read("zone")));
        String until = Lines.textOf(row.command(), "until");
        LocalDate day = row.role() == Role.CUSTOMER
                ? on.plusDays(90)
                : until == null ? on.plusMonths(12) : LocalDate.parse(until);
        LocalDate furthest = page.now.atZone(zone).toLocalDate().plusMonths(120);
        Expiry later = Expiry.endOf(day, zone);
        if (day.isAfter(furthest)
                || !Objects.requireNonNull(later.at()).isAfter(Objects.requireNonNull(lot.expiry.at()))) {
            facts.putAll(Map.of("after", on.toString(), "until", day.toString(), "furthest", furthest.toString()));
            return page.refused("not_an_extension", facts);
        }
        boolean agents = row.role() == Role.AGENT || row.role() == Role.SYSTEM;
        if (agents || row.role() == Role.CUSTOMER) {
            lot.extendedBy.add(agents ? Role.AGENT : Role.CUSTOMER);
        }
        lot.expiry = later;
        String by = agents ? "_by_agent" : row.role() == Role.CUSTOMER ? "_by_customer" : "";
        page.change(model.wallet(lot.terms.owner(), lot.terms.unit()), lot, "extended" + by);
        return page.accepted(Map.of());
    }

    private List<String> block(Lot lot) {
        boolean block = row.name().equals("block_credit");
        lot.state = switch (lot.state) {
            case ACTIVE, BLOCKED -> block ? CreditState.BLOCKED : CreditState.ACTIVE;
            case GRACE, BLOCKED_IN_GRACE -> block ? CreditState.BLOCKED_IN_GRACE : CreditState.GRACE;
            default -> block ? CreditState.BLOCKED_EXPIRED : CreditState.EXPIRED;
        };
        Wallet wallet = model.wallet(lot.terms.owner(), lot.terms.unit());
        page.change(wallet, lot, block ? "block" : "unblock");
        return page.accepted(Map.of());
    }

    /** What the receipt says is paid, and what it leaves goes back to who funded it. */
    private List<String> settle(Lot lot, Map<String, Object> facts) {
        Wallet wallet = model.wallet(lot.terms.owner(), lot.terms.unit());
        long paid = Math.min(lot.available, row.command().get("total").asLong());
        long back = lot.available - paid;
        lot.available = back;
        page.posting(wallet, lot, paid, Model.available(lot), "SETTLEMENT " + Lines.nobody(), null);
        if (back > 0) {
            lot.available = 0;
            page.posting(wallet, lot, back, Model.available(lot), "FUNDING " + lot.terms.centre(), null);
        }
        facts.clear();
        facts.putAll(Map.of("paid", paid, "backToFunding", back));
        return page.accepted(facts);
    }

    /** All that is available leaves; it arrives in an entry of the receiver's. */
    private List<String> handOn(Lot lot, Map<String, Object> facts) {
        boolean confirmed = row.name().equals("confirm_transfer");
        UUID asked = confirmed ? transfer(model, row).id() : row.id();
        UUID to = confirmed ? transfer(model, row).to() : to(row.command());
        if (!confirmed) {
            model.transfers.put(asked, new Transfer(asked, row.owner(), String.valueOf(facts.get("credit")), to));
            facts.put("to", new CustomerId(to).toString());
        }
        long amount = lot.available;
        model.arrivals.put(
                row.id(),
                new Arrival(
                        lot,
                        to,
                        EntryId.derive(asked, 1),
                        amount,
                        lot.handed,
                        Set.copyOf(lot.extendedBy),
                        lot.extended,
                        page.now));
        lot.handed += amount;
        lot.available = 0;
        Wallet wallet = model.wallet(lot.terms.owner(), lot.terms.unit());
        page.posting(wallet, lot, amount, Model.available(lot), "TRANSIT " + Lines.nobody(), null);
        return page.accepted(facts);
    }

    private List<String> receive() {
        Arrival arrival = arrival(model, row);
        model.arrivals.remove(Ids.entry(Lines.required(row.command(), "from")));
        Lot.Terms of = arrival.from().terms;
        page.about(null, of.incident(), of.centre());
        Lot lot = new Lot(
                new Lot.Terms(
                        arrival.id(),
                        arrival.to(),
                        of.kind(),
                        of.unit(),
                        arrival.amount(),
                        part(of.value(), arrival.before(), arrival.amount(), of.face()),
                        part(of.fair(), arrival.before(), arrival.amount(), of.face()),
                        part(of.cost(), arrival.before(), arrival.amount(), of.face()),
                        of.rate(),
                        of.giver(),
                        of.chargedDay(),
                        of.centre(),
                        of.incident(),
                        of.agreed(),
                        of.id()),
                arrival.from().expiry,
                page.now);
        lot.state = arrival.from().state;
        lot.extendedBy.addAll(arrival.extendedBy());
        lot.extended = arrival.extended();
        Wallet wallet = model.wallet(arrival.to(), of.unit());
        model.lots.put(arrival.id(), lot);
        wallet.lots.add(lot);
        page.credit(lot);
        page.posting(wallet, lot, arrival.amount(), "TRANSIT " + Lines.nobody(), Model.available(lot), null);
        return page.accepted(Map.of());
    }

    /** All parts of a value together are the whole. */
    static long part(long value, long before, long amount, long face) {
        BigInteger of = BigInteger.valueOf(value);
        BigInteger upTo = of.multiply(BigInteger.valueOf(before + amount)).divide(BigInteger.valueOf(face));
        return upTo.subtract(of.multiply(BigInteger.valueOf(before)).divide(BigInteger.valueOf(face)))
                .longValueExact();
    }
}
