package dev.makegood.platform.http;

import dev.makegood.problem.ProblemCode;
import dev.makegood.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Pages by keyset: a cursor holds the last row's place in the order, sealed together with the path and the
 * filters that it belongs to, so that it can neither be forged nor used for another list.
 */
public final class Pages {

    private static final int SEAL_BYTES = 16;

    private final Hmac hmac;

    public Pages(byte[] key) {
        this.hmac = new Hmac(key);
    }

    /**
     * The place after which the page starts; empty for the first page.
     *
     * @throws ProblemException {@code invalid_cursor} for a cursor that was not given out for this very list
     */
    public Optional<List<String>> after(UriInfo uri, @Nullable Cursor cursor) {
        return after(uri, "cursor", cursor);
    }

    /** The version below which the page starts, of a list of versions with the latest first. */
    public long before(UriInfo uri, @Nullable Cursor cursor) {
        return after(uri, cursor).map(place -> Long.parseLong(place.get(0))).orElse(Long.MAX_VALUE);
    }

    /** The same for a list whose cursor is another parameter. */
    public Optional<List<String>> after(UriInfo uri, String parameter, @Nullable Cursor cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cursor.text());
            if (sealed.length > SEAL_BYTES) {
                byte[] place = Arrays.copyOfRange(sealed, SEAL_BYTES, sealed.length);
                byte[] seal = Arrays.copyOf(sealed, SEAL_BYTES);
                if (MessageDigest.isEqual(seal, seal(uri, place))) {
                    return Optional.of(unpack(place));
                }
            }
        } catch (IllegalArgumentException e) {
            // Not base 64: refused like any other cursor that is none.
        }
        throw ProblemException.of(ProblemCode.INVALID_CURSOR)
                .at("?" + parameter, "must be the next of an earlier page of the same list with the same filters");
    }

    /**
     * Answers with a page.
     *
     * @param rows one more than the limit when there are more
     * @param place a row's place in the order of the list
     */
    public <R, T> Response of(
            UriInfo uri,
            @Nullable PageLimit limit,
            List<R> rows,
            Function<? super R, ? extends T> view,
            Function<? super R, List<String>> place) {
        return of(uri, limit, rows, view, place, page -> page);
    }

    /**
     * Answers with a page that says something more.
     *
     * @param whole what is answered, made from the page
     */
    public <R, T> Response of(
            UriInfo uri,
            @Nullable PageLimit limit,
            List<R> rows,
            Function<? super R, ? extends T> view,
            Function<? super R, List<String>> place,
            Function<Page<T>, ?> whole) {
        int most = PageLimit.of(limit);
        boolean more = rows.size() > most;
        List<T> items = new ArrayList<>(Math.min(rows.size(), most));
        for (R row : more ? rows.subList(0, most) : rows) {
            items.add(view.apply(row));
        }
        if (!more) {
            return Response.ok(whole.apply(new Page<>(items, null))).build();
        }
        String next = cursor(uri, place.apply(rows.get(most - 1)));
        return Response.ok(whole.apply(new Page<>(items, next)))
                .header("Link", "<" + link(uri, next) + ">; rel=\"next\"")
                .build();
    }

    /** The cursor of a place in this very list, for a list that is followed and not only paged. */
    public String cursor(UriInfo uri, List<String> place) {
        byte[] packed = pack(place);
        byte[] sealed = Arrays.copyOf(seal(uri, packed), SEAL_BYTES + packed.length);
        System.arraycopy(packed, 0, sealed, SEAL_BYTES, packed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    private byte[] seal(UriInfo uri, byte[] place) {
        Mac mac = hmac.begin();
        mac.update(list(uri).getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0xff);
        return Arrays.copyOf(mac.doFinal(place), SEAL_BYTES);
    }

    /** The list that is paged: its path and its filters, in one order, without the page's own parameters. */
    private static String list(UriInfo uri) {
        var filters = new TreeMap<>(uri.getQueryParameters());
        filters.remove("cursor");
        filters.remove("after");
        filters.remove("limit");
        return uri.getPath() + '\n' + filters;
    }

    private static String link(UriInfo uri, String cursor) {
        return "/"
                + uri.getBaseUri()
                        .relativize(uri.getRequestUriBuilder()
                                .replaceQueryParam("cursor", cursor)
                                .build());
    }

    private static byte[] pack(List<String> place) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(place.size());
            for (String part : place) {
                out.writeUTF(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<String> unpack(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int size = in.readByte();
            List<String> place = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                place.add(in.readUTF());
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
