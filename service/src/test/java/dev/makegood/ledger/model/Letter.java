package dev.makegood.ledger.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.EntryId;
import dev.makegood.ledger.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command as it is asked for over HTTP. Where the interface asks for more than the ledger, such as
 * a reason for a void, the letter says something; the rest of it is the command's.
 */
record Letter(String name, String method, String path, ObjectNode body) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** @param command anything but a touch or a setting, which have no interface */
    static Letter of(Command command) {
        if (command instanceof Command.OpenIncident open) {
            return post("open_incident", "/v1/incidents", incident(open));
        } else if (command instanceof Command.LogContact log) {
            ObjectNode body = JSON.objectNode()
                    .put("kind", log.contact().kind().word())
                    .put("channel", log.contact().channel());
            return post("log_contact", "/v1/incidents/" + log.incident() + "/contacts", put(body, "note", log.note()));
        } else if (command instanceof Command.ResolveIncident resolve) {
            ObjectNode body = put(JSON.objectNode(), "note", resolve.note());
            return post("resolve_incident", "/v1/incidents/" + resolve.incident() + "/resolution", body);
        } else if (command instanceof Command.IssueRemedy issue) {
            return post("issue_remedy", "/v1/remedies", remedy(issue));
        } else if (command instanceof Command.Redeem redeem) {
            return post("redeem", "/v1/redemptions", redemption(redeem));
        } else if (command instanceof Command.Hold hold) {
            ObjectNode body =
                    redemption(hold.redeem()).put("holdFor", hold.lasts().toString());
            return post("hold", "/v1/holds", body);
        } else if (command instanceof Command.Capture capture) {
            ObjectNode body = JSON.objectNode();
            if (capture.amount() != null) {
                body.set("amount", amount(capture.amount()));
            }
            return post("capture", hold(capture.hold()) + "/captures", body);
        } else if (command instanceof Command.Release release) {
            return post("release", hold(release.hold()) + "/release", JSON.objectNode());
        } else if (command instanceof Command.Reverse reverse) {
            String redemption = "rdm_" + afterPrefix(reverse.redemption().toString());
            ObjectNode body = JSON.objectNode();
            if (reverse.part() instanceof Command.Reverse.Part.Some some) {
                body.set("amount", amount(some.amount()));
            } else if (reverse.part() instanceof Command.Reverse.Part.Lines lines) {
                ArrayNode of = body.putArray("lines");
                lines.lines().forEach(line -> put(of.addObject().put("line", line.number()), line.amount()));
            }
            return post("reverse", "/v1/redemptions/" + redemption + "/reversals", body);
        } else if (command instanceof Command.VoidCredit voided) {
            String reason = voided.reason() == null ? "no word about it" : voided.reason();
            ObjectNode body = put(JSON.objectNode().put("reason", reason), "refundReference", voided.refundReference());
            return post("void_credit", "/v1/credits/" + voided.credit() + "/void", body);
        } else if (command instanceof CreditCommand of) {
            return life(of);
        } else if (command instanceof Command.ConfirmTransfer confirm) {
            String transfer = "trf_" + afterPrefix(confirm.transfer().toString());
            return post("confirm_transfer", "/v1/transfers/" + transfer + "/confirmation", JSON.objectNode());
        } else if (command instanceof Command.ReissueCode reissue) {
            return post("reissue_code", "/v1/credits/" + reissue.credit() + "/code", JSON.objectNode());
        } else if (command instanceof Command.SetCustomer set) {
            ObjectNode body = JSON.objectNode().put("zone", set.zone().getId());
            return new Letter("set_customer", "PUT", "/v1/customers/" + set.customer(), body);
        }
        throw new IllegalArgumentException("no interface for " + command);
    }

    private static String hold(EntryId id) {
        return "/v1/holds/hld_" + afterPrefix(id.toString());
    }

    private static Letter life(CreditCommand command) {
        String path = "/v1/credits/" + command.credit() + "/";
        ObjectNode body = JSON.objectNode();
        if (command instanceof CreditCommand.Extend extend) {
            put(body, "until", extend.until() == null ? null : extend.until().toString());
            return post("extend_credit", path + "extension", put(body, "reason", extend.reason()));
        } else if (command instanceof CreditCommand.Block block) {
            return post("block_credit", path + "block", body.put("reason", block.reason()));
        } else if (command instanceof CreditCommand.Unblock unblock) {
            return post("unblock_credit", path + "unblock", body.put("reason", unblock.reason()));
        } else if (command instanceof CreditCommand.Transfer transfer) {
            put(body.put("to", transfer.to().value()), "note", transfer.note());
            return post("transfer_credit", path + "transfer", body);
        } else if (command instanceof CreditCommand.RequestTransfer transfer) {
            put(body.put("to", transfer.to().value()), "note", transfer.note());
            return post("request_transfer", path + "transfer", body);
        } else if (command instanceof CreditCommand.Settle settle) {
            ObjectNode receipt =
                    body.putObject("receipt").put("reference", settle.receipt().reference());
            receipt.set("total", amount(settle.receipt().total()));
            return post("settle_credit", path + "settlement", body);
        }
        throw new IllegalArgumentException("no letter for " + command);
    }

    private static Letter post(String name, String path, ObjectNode body) {
        return new Letter(name, "POST", path, body);
    }

    /** Is there anything else to say at its place? */
    boolean hasOther() {
        return !name.equals("reissue_code") && !name.equals("release");
    }

    /** Something else that is asked of the same place. */
    Letter otherBody() {
        ObjectNode other = body.deepCopy();
        switch (name) {
            case "open_incident" -> other.put("summary", "another body");
            case "issue_remedy", "log_contact", "resolve_incident" -> other.put("note", "another body");
            case "redeem", "hold" -> ((ObjectNode) other.get("purchase")).put("reference", "another body");
            case "reverse", "capture" -> {
                other.remove("lines");
                other.putObject("amount").put("amount", 9_999).put("unit", "ITEM");
            }
            case "extend_credit", "block_credit", "unblock_credit" -> other.put("reason", "another body");
            case "transfer_credit", "request_transfer" -> other.put("note", "another body");
            case "settle_credit" -> ((ObjectNode) other.get("receipt")).put("reference", "another body");
            case "void_credit" -> other.put("reason", "another body");
            default -> other.put("jurisdiction", "US-AZ");
        }
        return new Letter(name, method, path, other);
    }

    private static ObjectNode incident(Command.OpenIncident open) {
        ObjectNode body = JSON.objectNode()
                .put("customer", open.customer().value())
                .put("reason", open.facts().reason())
                .put("severity", open.facts().severity())
                .put("occurredAt", open.facts().occurredAt().toString())
                .put("channel", open.facts().channel())
                .put("discoveredBy", open.facts().discoveredBy());
        // The interface takes no reference twice.
        ArrayNode references = body.putArray("references");
        open.references().stream().distinct().forEach(references::add);
        return put(body, "summary", open.summary());
    }

    private static ObjectNode remedy(Command.IssueRemedy issue) {
        ObjectNode body = JSON.objectNode();
        if (issue.incident() instanceof Command.OfIncident.New opened) {
            body.set("incident", incident(opened.incident()));
        } else if (issue.incident() instanceof Command.OfIncident.Known known) {
            body.put("incident", known.id().toString());
        } else if (issue.incident() instanceof Command.OfIncident.Claimed claimed) {
            body.put("incident", claimed.number().toString());
        }
        if (issue.resolves()) {
            body.put("resolve", true);
        }
        ArrayNode credits = body.putArray("credits");
        issue.credits().forEach(grant -> credits.add(Promises.of(grant)));
        return put(body, "note", issue.note());
    }

    private static ObjectNode redemption(Command.Redeem redeem) {
        ObjectNode body = JSON.objectNode();
        if (redeem.customer() != null) {
            body.put("customer", redeem.customer().value());
        }
        Command.Purchase bought = redeem.purchase() == null
                ? new Command.Purchase("till 8", new Amount(50_000, Unit.USD))
                : redeem.purchase();
        ObjectNode purchase = body.putObject("purchase").put("reference", bought.reference());
        purchase.set("total", amount(bought.total()));
        for (Command.PurchaseLine line : bought.lines()) {
            ObjectNode told = purchase.withArray("lines").addObject().put("amount", line.amount());
            put(put(told, "category", line.category()), "sku", line.sku());
        }
        draws(body.putArray("draw"), redeem.draws());
        return body;
    }

    /** The interface draws from nothing twice. */
    private static void draws(ArrayNode array, List<Command.Draw> draws) {
        Set<String> named = new HashSet<>();
        for (Command.Draw draw : draws) {
            ObjectNode one = JSON.objectNode();
            if (draw instanceof Command.Draw.ByUnit unit) {
                one.put("unit", unit.amount().unit().code())
                        .put("amount", unit.amount().minor());
            } else if (draw instanceof Command.Draw.ByCredit credit) {
                one.put("credit", credit.credit().toString());
                if (credit.amount() != null) {
                    one.put("amount", credit.amount());
                }
            }
            if (named.add(one.path("unit").asText() + one.path("credit").asText())) {
                array.add(one);
            }
        }
    }

    static ObjectNode amount(Amount amount) {
        return JSON.objectNode()
                .put("amount", amount.minor())
                .put("unit", amount.unit().code());
    }

    static ObjectNode put(ObjectNode body, String field, @Nullable String text) {
        return text == null ? body : body.put(field, text);
    }

    private static void put(ObjectNode line, @Nullable Long amount) {
        if (amount != null) {
            line.put("amount", amount);
        }
    }

    private static String afterPrefix(String id) {
        return id.substring(id.indexOf('_') + 1);
    }
}
