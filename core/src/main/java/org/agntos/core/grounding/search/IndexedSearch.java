package org.agntos.core.grounding.search;

import java.util.ArrayList;
import java.util.List;
import org.agntos.core.grounding.Concepts;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.Search;

/// Searches in [SearchData]. Safe for any thread; one query runs at a time.
public final class IndexedSearch implements Search {
    private final SearchData data;
    private final Details details;
    private final Finder finder;

    /// What is shown of a document.
    public interface Details {
        /// @param document its number in the data
        Hit hit(int document, double score);
    }

    public IndexedSearch(SearchData data, Concepts concepts, Details details) {
        this.data = data;
        this.details = details;
        this.finder = new Finder(data, new ConceptMatcher(concepts));
    }

    /// A search over the entries of a small catalogue alone.
    public static IndexedSearch over(List<PackageEntry> packages, List<OptionEntry> options, Concepts concepts) {
        Usage usage = new Usage(packages, options, concepts);
        List<Document> documents = new ArrayList<>();
        for (OptionEntry option : options) {
            documents.add(new Document(
                    Hit.Kind.OPTION,
                    option.path(),
                    "",
                    option.description(),
                    option.keywords(),
                    usage.ofOption(option.path())));
        }
        for (PackageEntry entry : packages) {
            documents.add(new Document(
                    Hit.Kind.PACKAGE,
                    entry.attribute(),
                    "",
                    entry.description(),
                    entry.keywords(),
                    usage.ofPackage(entry.attribute())));
        }
        SearchBuilder.Built built = SearchBuilder.build(documents);
        int[] order = built.order();
        return new IndexedSearch(built.data(), concepts, (document, score) -> {
            int place = order[document];
            return place < options.size()
                    ? hit(options.get(place), score)
                    : hit(packages.get(place - options.size()), score);
        });
    }

    private static Hit hit(OptionEntry option, double score) {
        return new Hit(
                option.path(), Hit.Kind.OPTION, option.type(), option.description(), option.defaultText(), score);
    }

    private static Hit hit(PackageEntry entry, double score) {
        return new Hit(entry.attribute(), Hit.Kind.PACKAGE, "", entry.description(), "", score);
    }

    public SearchData data() {
        return data;
    }

    /// The names of one kind among the best hits, without looking up what else is known of them.
    ///
    /// @param above the least score, as in a [Hit]
    public List<String> names(String query, Hit.Kind kind, double above, int limit) {
        Kinds kinds = kind == Hit.Kind.PACKAGE ? Kinds.PACKAGES : Kinds.OPTIONS;
        return finder.find(query, kinds, limit * 4).stream()
                .filter(found -> data.kind(found.document()) == kind && found.score() > above)
                .map(found -> data.name(found.document()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Hit> find(String query, Kinds kinds, int limit) {
        List<Hit> hits = new ArrayList<>();
        for (Finder.Scored found : finder.find(query, kinds, limit)) {
            hits.add(details.hit(found.document(), found.score()));
        }
        return hits;
    }
}
