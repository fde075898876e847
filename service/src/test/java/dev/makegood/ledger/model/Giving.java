package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Expiry;
import dev.makegood.ledger.IncidentId;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opening incidents and giving for them: the rules of givers and their windows. */
final class Giving {

    private static final long RECOVERY_SECONDS = 24 * 60 * 60;

    private final Model model;
    private final Row row;
    private final Page page;

    Giving(Model model, Row row) {
        this.model = model;
        this.row = row;
        this.page = new Page(row);
    }

    List<String> open() {
        Policy.Agent agent = model.agent(row);
        if (agent == null) {
            return page.refused("agent_inactive", Map.of());
        }
        List<String> exists = exists(row.command());
        return exists == null ? opened(row.command(), agent).accepted(Map.of()) : exists;
    }

    private @Nullable List<String> exists(JsonNode incident) {
        for (String reference : Asked.references(row)) {
            UUID holder = model.references.get(reference);
            if (holder != null) {
                Case one = Objects.requireNonNull(model.cases.get(holder));
                return page.about(Lines.required(incident, "reason"), holder, null)
                        .refused(
                                "incident_exists",
                                Map.of("incident", new IncidentId(holder).toString(), "claimNumber", one.claim));
            }
        }
        return null;
    }

    private Page opened(JsonNode asked, Policy.Agent agent) {
        String reason = Lines.required(asked, "reason");
        String claim = Lines.required(asked, "claimNumber");
        UUID centre = model.policy.centre(agent.centre()).id();
        Instant occurredAt = Instant.parse(Lines.required(asked, "occurredAt"));
        Case opened = new Case(
                row.id(), row.owner(), claim, reason, centre, occurredAt.plusSeconds(RECOVERY_SECONDS), page.now);
        model.cases.put(opened.id, opened);
        if (model.claims.put(claim, opened.id) != null) {
            throw new Model.Divergence("claim number " + claim + " was given twice");
        }
        Asked.references(row).forEach(reference -> model.references.put(reference, opened.id));
        page.add(
                "incident",
                opened.id,
                opened.owner,
                claim,
                reason,
                Lines.required(asked, "severity"),
                Lines.required(asked, "channel"),
                Lines.required(asked, "discoveredBy"),
                occurredAt,
                occurredAt.plusSeconds(RECOVERY_SECONDS),
                agent.id(),
                centre);
        return page.about(reason, opened.id, centre);
    }

    /** One credit to give, with the three values that its rate makes of it. */
    private record Grant(
            Agreed agreed,
            @Nullable String lasts,
            String unit,
            long amount,
            Policy.Rate rate,
            long customer,
            long fair,
            long cost) {}

    List<String> issue() {
        Policy.Agent agent = model.agent(row);
        if (agent == null) {
            return page.refused("agent_inactive", Map.of());
        }
        JsonNode incident = row.command().get("incident");
        Case known = incident.isTextual() ? model.caseOf(incident.asText()) : null;
        List<String> exists = incident.isTextual() ? null : exists(incident);
        if (exists != null) {
            return exists;
        }
        if (incident.isTextual() && known == null) {
            return page.refused("unknown_incident", Map.of("incident", incident.asText()));
        }
        String reason = known == null ? Lines.required(incident, "reason") : known.reason;
        page.about(
                reason,
                known == null ? null : known.id,
                model.policy.centre(agent.centre()).id());
        String near = agent.tooNear(known == null ? row.owner() : known.owner);
        if (near != null) {
            return page.refused(near, Map.of());
        }
        List<Grant> grants = new ArrayList<>();
        for (JsonNode grant : row.command().get("credits")) {
            Policy.No no = value(Coding.checked(grant), agent, grants);
            if (no != null) {
                return page.refused(no.outcome(), no.facts());
            }
        }
        return give(agent, known, incident, grants);
    }

    private Policy.@Nullable No value(JsonNode grant, Policy.Agent agent, List<Grant> grants) {
        String kind = Lines.required(grant, "kind");
        String unit = Lines.required(grant, "unit");
        long amount = grant.get("amount").asLong();
        Map<String, Object> facts = Map.of("kind", kind, "unit", unit);
        Policy.Rate rate = model.policy.rate(kind, unit, page.now);
        Long spend = grant.has("percent") ? model.policy.averageSpend(agent.centre(), page.now) : null;
        if (rate == null || (grant.has("percent") && spend == null)) {
            return new Policy.No("no_rate", facts);
        }
        Agreed agreed = Agreed.of(grant, spend);
        BigInteger worth = agreed.each().multiply(BigInteger.valueOf(amount));
        Long customer = Policy.Rate.value(rate.customer(), worth);
        Long fair = Policy.Rate.value(rate.fair(), worth);
        Long cost = Policy.Rate.value(rate.cost(), worth);
        long sum = grants.stream().mapToLong(Grant::customer).sum();
        if (customer == null || fair == null || cost == null || sum + customer > Amount.MAX) {
            return new Policy.No("value_out_of_range", facts);
        }
        grants.add(new Grant(agreed, Lines.textOf(grant, "lasts"), unit, amount, rate, customer, fair, cost));
        return null;
    }

    /** What is owed or was paid for lasts so long at least, whatever the grant says. */
    private Policy.@Nullable No tooShort(List<Grant> grants, ZoneId zone) {
        for (Grant grant : grants) {
            Agreed agreed = grant.agreed;
            if (agreed.tooShort(grant.lasts, page.now, zone)) {
                return new Policy.No(
                        "expiry_too_short",
                        Map.of("kind", agreed.kind(), "basis", agreed.basis(), "leastMonths", Agreed.OWED_MONTHS));
            }
        }
        return null;
    }

    private List<String> give(Policy.Agent agent, @Nullable Case known, JsonNode incident, List<Grant> grants) {
        long value = grants.stream().mapToLong(Grant::customer).sum();
        Policy.Centre centre = model.policy.centre(agent.centre());
        Policy.No tooShort = tooShort(grants, zone(centre));
        if (tooShort != null) {
            return page.refused(tooShort.outcome(), tooShort.facts());
        }
        Giver giver = model.giver(agent.id());
        Giver.Day day = giver.on(page.now.atZone(centre.zone()).toLocalDate());
        Policy.Limit limit = model.policy.limit(agent, page.now);
        List<Bound> bounds = List.of(
                new Bound("incident", "INCIDENT", limit.windows().incident(), known == null ? 0 : known.used),
                new Bound("day", day.day().toString(), limit.windows().day(), day.dayUsed()),
                new Bound("month", day.month(), limit.windows().month(), day.monthUsed()));
        StringBuilder snapshot = new StringBuilder(agent.level() + "@" + limit.version());
        bounds.forEach(bound -> snapshot.append('|').append(bound.text(value)));
        page.stands(snapshot.toString());
        Bound over = Bound.tightest(bounds, value);
        if (over != null) {
            return page.refused("limit_exceeded", over.facts(value, model.policy.approvers(agent.level())));
        }
        String full = full(bounds, grants, value);
        if (full != null) {
            return page.refused(full, Map.of());
        }
        if (known == null) {
            opened(incident, agent);
        }
        Case one = known == null ? Objects.requireNonNull(model.cases.get(row.id())) : known;
        page.uses(one, giver, day, value, limit.version(), true, true);
        if (row.command().has("resolves") && one.due != null) {
            new Recovering(model, row, page).resolved(one);
        }
        for (int i = 0; i < grants.size(); i++) {
            credit(grants.get(i), i + 1, agent, centre, day.day(), one);
        }
        return page.about(one.reason, one.id, centre.id()).accepted(Map.of());
    }

    /** Sums that are no amounts, and wallets that hold too much. */
    private @Nullable String full(List<Bound> bounds, List<Grant> grants, long value) {
        String full =
                bounds.stream().anyMatch(bound -> bound.used() + value > Amount.MAX) ? "value_out_of_range" : null;
        for (Grant grant : full == null ? grants : List.<Grant>of()) {
            List<Long> same = grants.stream()
                    .filter(other -> other.unit.equals(grant.unit))
                    .map(Grant::amount)
                    .toList();
            full = full == null ? model.wallet(row.owner(), grant.unit).full(same) : full;
        }
        return full;
    }

    /** The customer's own zone, else the one of who pays. */
    private ZoneId zone(Policy.Centre centre) {
        String read = Objects.requireNonNull(row.read("zone"));
        return read.equals("-") ? centre.zone() : ZoneId.of(read);
    }

    private void credit(Grant grant, int number, Policy.Agent agent, Policy.Centre centre, LocalDate day, Case one) {
        if (Objects.requireNonNull(row.read("zone")).equals("-")) {
            model.zones(row.owner()).add(centre.zone().getId());
        }
        ZoneId zone = zone(centre);
        Expiry expiry = grant.agreed.expiry(grant.lasts, page.now, zone);
        Wallet wallet = model.wallet(row.owner(), grant.unit);
        if (grant.agreed.kind().equals("miles")) {
            LocalDate last = page.now.atZone(zone).toLocalDate().plusMonths(Spending.MILES_MONTHS);
            page.activity(wallet, Expiry.endOf(last, zone));
        }
        UUID id = EntryId.derive(row.id(), number);
        Lot lot = new Lot(
                new Lot.Terms(
                        id,
                        row.owner(),
                        grant.agreed.kind(),
                        grant.unit,
                        grant.amount,
                        grant.customer,
                        grant.fair,
                        grant.cost,
                        grant.rate.version(),
                        agent.id(),
                        day,
                        centre.id(),
                        one.id,
                        grant.agreed,
                        null),
                expiry,
                page.now);
        lot.code = Coding.isCoded(grant.agreed.kind()) ? row.id() : null;
        model.lots.put(id, lot);
        wallet.lots.add(lot);
        page.credit(lot);
        page.posting(wallet, lot, grant.amount, "FUNDING " + centre.id(), Model.available(lot), null);
    }
}
