package dev.makegood.ledger.writer;

import dev.makegood.ledger.Amount;
import dev.makegood.ledger.Benefit;
import dev.makegood.ledger.ClaimNumber;
import dev.makegood.ledger.Command;
import dev.makegood.ledger.Contact;
import dev.makegood.ledger.CreditCommand;
import dev.makegood.ledger.Restrictions;
import dev.makegood.ledger.SettingsCommand;
import dev.makegood.ledger.decision.Json;
import dev.makegood.ledger.decision.Known;
import dev.makegood.ledger.decision.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one text of a command: its name and version, then its members in order. What a caller chose
 * stands in it only as a keyed hash, and texts only as a hash with the salt that is kept beside them.
 */
final class Canonical {

    private final KeyedHash keyed;
    private final Known known;
    private final Request.Salt salt;
    private final @Nullable ClaimNumber claim;
    private final Map<Integer, Request.NewCode> codes;

    Canonical(
            KeyedHash keyed,
            Known known,
            Request.Salt salt,
            @Nullable ClaimNumber claim,
            Map<Integer, Request.NewCode> codes) {
        this.keyed = keyed;
        this.known = known;
        this.salt = salt;
        this.claim = claim;
        this.codes = codes;
    }

    String of(Command command) {
        if (command instanceof Command.OpenIncident open) {
            return "open_incident/1 " + incident(open);
        } else if (command instanceof Command.LogContact log) {
            Contact contact = log.contact();
            return "log_contact/1 "
                    + new Json()
                            .put("incident", log.incident())
                            .put("contact", contact.kind().word())
                            .put("channel", contact.channel())
                            .put("at", contact.at())
                            .put("note", salted(log.note()));
        } else if (command instanceof Command.ResolveIncident resolve) {
            return "resolve_incident/1 "
                    + new Json().put("incident", resolve.incident()).put("note", salted(resolve.note()));
        } else if (command instanceof Command.IssueRemedy issue) {
            return "issue_remedy/1 " + remedy(issue);
        } else if (command instanceof Command.Redeem redeem) {
            return "redeem/1 " + redemption(redeem);
        } else if (command instanceof Command.Validate validate) {
            return "validate/1 " + redemption(validate.redeem());
        } else if (command instanceof Command.Hold hold) {
            return "hold/1 " + redemption(hold.redeem()).put("lasts", hold.lasts());
        } else if (command instanceof Command.Capture capture) {
            Json part = new Json().put("hold", capture.hold());
            Amount amount = capture.amount();
            return "capture/1 "
                    + (amount == null
                            ? part
                            : part.put("amount", amount.minor()).put("unit", amount.unit()));
        } else if (command instanceof Command.Release release) {
            return "release/1 " + new Json().put("hold", release.hold());
        } else if (command instanceof Command.Reverse reverse) {
            return "reverse/1 " + reversal(reverse);
        } else if (command instanceof Command.VoidCredit voided) {
            return "void_credit/1 "
                    + new Json()
                            .put("credit", voided.credit())
                            .put("reason", salted(voided.reason()))
                            .put("refund", keyed(voided.refundReference()));
        } else if (command instanceof CreditCommand of) {
            return of(of);
        } else if (command instanceof Command.ConfirmTransfer confirm) {
            return "confirm_transfer/1 " + new Json().put("transfer", confirm.transfer());
        } else if (command instanceof Command.ReissueCode reissue) {
            return "reissue_code/1 "
                    + new Json().put("credit", reissue.credit()).put("lastFour", lastFour(0));
        } else if (command instanceof Command.SetCustomer set) {
            return "set_customer/1 " + new Json().put("zone", set.zone()).put("jurisdiction", set.jurisdiction());
        } else if (command instanceof Command.ReportDelivery report) {
            return "report_delivery/1 "
                    + new Json().put("reminder", report.reminder()).put("delivered", report.delivered());
        } else if (command instanceof Command.Touch touch) {
            return "touch/1 " + new Json().put("units", touch.units());
        }
        return new CanonicalSettings(keyed, known).of((SettingsCommand) command);
    }

    private String of(CreditCommand command) {
        Json json = new Json().put("credit", command.credit());
        if (command instanceof CreditCommand.Extend extend) {
            return "extend_credit/1 " + json.put("until", extend.until()).put("reason", salted(extend.reason()));
        } else if (command instanceof CreditCommand.Block block) {
            return "block_credit/1 " + json.put("reason", salted(block.reason()));
        } else if (command instanceof CreditCommand.Unblock unblock) {
            return "unblock_credit/1 " + json.put("reason", salted(unblock.reason()));
        }
        if (command instanceof CreditCommand.Transfer of) {
            return "transfer_credit/1 "
                    + json.put("to", known.customer(of.to())).put("note", salted(of.note()));
        } else if (command instanceof CreditCommand.RequestTransfer of) {
            return "request_transfer/1 "
                    + json.put("to", known.customer(of.to())).put("note", salted(of.note()));
        }
        CreditCommand.Receipt receipt = ((CreditCommand.Settle) command).receipt();
        return "settle_credit/1 "
                + json.put("receipt", keyed(receipt.reference()))
                        .put("total", receipt.total().minor())
                        .put("unit", receipt.total().unit());
    }

    private Json incident(Command.OpenIncident open) {
        return new Json()
                .put("claimNumber", claim)
                .put("reason", open.facts().reason())
                .put("severity", open.facts().severity())
                .put("channel", open.facts().channel())
                .put("discoveredBy", open.facts().discoveredBy())
                .put("occurredAt", open.facts().occurredAt())
                .put("references", open.references().stream().map(keyed::text).toList())
                .put("summary", salted(open.summary()));
    }

    private Json remedy(Command.IssueRemedy issue) {
        List<Json> credits = new ArrayList<>();
        for (Command.Grant grant : issue.credits()) {
            credits.add(grant(grant).put("lastFour", lastFour(credits.size())));
        }
        Json json = new Json()
                .put("credits", credits)
                .put("note", salted(issue.note()))
                .put("resolves", issue.resolves() ? true : null);
        if (issue.incident() instanceof Command.OfIncident.New inline) {
            return json.put("incident", incident(inline.incident()));
        }
        return issue.incident() instanceof Command.OfIncident.Known known
                ? json.put("incident", known.id())
                : json.put("incident", ((Command.OfIncident.Claimed) issue.incident()).number());
    }

    private Json grant(Command.Grant grant) {
        Json json = new Json()
                .put("kind", grant.kind().word())
                .put("basis", grant.basis())
                .put("amount", grant.amount().minor())
                .put("unit", grant.amount().unit())
                .put("lasts", grant.lasting());
        if (grant.benefit() instanceof Benefit.Percent percent) {
            json.put("percent", percent.percent()).put("cap", percent.cap());
        } else if (grant.benefit() instanceof Benefit.Item item) {
            json.put("item", item.value()).put("stock", item.sku() == null ? null : keyed.text(item.sku()));
        } else if (grant.benefit() instanceof Benefit.Gift gift) {
            json.put("gift", gift.cost());
        }
        Restrictions restrictions = grant.restrictions();
        if (!restrictions.equals(Restrictions.NONE)) {
            json.put("minimum", restrictions.minimumSpend())
                    .put("for", restrictions.categories())
                    .put("holder", restrictions.holder())
                    .put("from", restrictions.validFrom())
                    .put("combinable", restrictions.combinable());
        }
        grant.texts().forEach((wording, body) -> json.put(wording.name().toLowerCase(Locale.ROOT), salted(body)));
        return json;
    }

    /** The keyed hashes of the stock numbers that a command names: its rule compares them with what is kept. */
    Map<String, String> hashes(Command command) {
        Map<String, String> hashes = new HashMap<>();
        if (command instanceof Command.IssueRemedy issue) {
            for (Command.Grant grant : issue.credits()) {
                if (grant.benefit() instanceof Benefit.Item item && item.sku() != null) {
                    hashes.put(item.sku(), keyed.text(item.sku()));
                }
            }
        } else if (command instanceof Command.Validate validate) {
            return hashes(validate.redeem());
        } else if (command instanceof Command.Hold hold) {
            return hashes(hold.redeem());
        } else if (command instanceof Command.Redeem redeem && redeem.purchase() != null) {
            for (Command.PurchaseLine line : redeem.purchase().lines()) {
                if (line.sku() != null) {
                    hashes.put(line.sku(), keyed.text(line.sku()));
                }
            }
        }
        return hashes;
    }

    private Json redemption(Command.Redeem redeem) {
        List<Json> draws = redeem.draws().stream().map(this::draw).toList();
        Json json = new Json().put("draw", draws);
        Command.Purchase purchase = redeem.purchase();
        if (purchase != null) {
            Json bought = new Json()
                    .put("reference", keyed.text(purchase.reference()))
                    .put("total", purchase.total().minor())
                    .put("unit", purchase.total().unit());
            if (!purchase.lines().isEmpty()) {
                bought.put("lines", purchase.lines().stream().map(this::line).toList());
            }
            json.put("purchase", bought);
        }
        return json;
    }

    private Json line(Command.PurchaseLine line) {
        return new Json()
                .put("amount", line.amount())
                .put("category", line.category())
                .put("stock", line.sku() == null ? null : keyed.text(line.sku()));
    }

    private static Json reversal(Command.Reverse reverse) {
        Json json = new Json().put("redemption", reverse.redemption());
        if (reverse.part() instanceof Command.Reverse.Part.Some some) {
            json.put("amount", some.amount().minor()).put("unit", some.amount().unit());
        } else if (reverse.part() instanceof Command.Reverse.Part.Lines lines) {
            json.put(
                    "lines",
                    lines.lines().stream()
                            .map(line -> new Json().put("line", line.number()).put("amount", line.amount()))
                            .toList());
        }
        return json;
    }

    private Json draw(Command.Draw draw) {
        if (draw instanceof Command.Draw.ByUnit byUnit) {
            return new Json()
                    .put("amount", byUnit.amount().minor())
                    .put("unit", byUnit.amount().unit());
        }
        if (draw instanceof Command.Draw.ByCode byCode) {
            return known.told(byCode.code()).put("amount", byCode.amount());
        }
        Command.Draw.ByCredit byCredit = (Command.Draw.ByCredit) draw;
        return new Json().put("credit", byCredit.credit()).put("amount", byCredit.amount());
    }

    /** Of a code, nothing else is kept for ever. */
    private @Nullable String lastFour(int number) {
        Request.NewCode code = codes.get(number);
        return code == null ? null : code.code().lastFour();
    }

    private @Nullable String keyed(@Nullable String text) {
        return text == null ? null : keyed.text(text);
    }

    private @Nullable String salted(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(salt.hex()));
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
