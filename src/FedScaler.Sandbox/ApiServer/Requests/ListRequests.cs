using System.Globalization;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Selectors;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>LIST: selectors, pages that all show one revision, and the meanings of resourceVersion.</summary>
internal sealed class ListRequests(ClusterStore store)
{
    public ListPage Handle(ApiRequest request)
    {
        var labels = LabelSelector.Parse(request.Query("labelSelector"));
        var fields = FieldSelector.Parse(request.Query("fieldSelector"), request.Type);
        var from = request.Query("continue") is { Length: > 0 } token ? ContinueToken.Parse(token) : null;
        var at = from?.Revision ?? RevisionAskedFor(request);
        var (objects, revision) = store.Page(request.Type, request.Namespace, at);
        if (objects is null) throw Forgotten(from, at ?? 0);
        IEnumerable<StoredObject> items = objects;
        if (request.Name.Length > 0) items = items.Where(stored => stored.Object.Name() == request.Name);
        if (from is not null) items = items.Where(stored => IsAfter(stored, from));
        if (!labels.IsEverything || !fields.IsEverything)
            items = items.Where(stored => labels.Matches(stored.Object) && fields.Matches(stored.Object));
        return Cut(request, [.. items], revision, isSelected: !labels.IsEverything || !fields.IsEverything);
    }

    /// <summary>Reads a resourceVersion; empty and 0 mean "whatever is newest", which an in-memory store always has.</summary>
    public static long ParseVersion(string? text)
    {
        if (string.IsNullOrEmpty(text)) return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw ApiException.BadRequest(
                $"invalid resource version: resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax");
    }

    private static ListPage Cut(ApiRequest request, List<StoredObject> items, long revision, bool isSelected)
    {
        if (!int.TryParse(request.Query("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit == 0 || items.Count <= limit)
            return new ListPage(items, revision, null, null);
        var last = items[limit - 1].Object;
        var next = new ContinueToken(revision, last.Namespace() ?? "", last.Name()).ToString();
        return new ListPage(items[..limit], revision, next, isSelected ? null : items.Count - limit);
    }

    private long? RevisionAskedFor(ApiRequest request)
    {
        var version = ParseVersion(request.Query("resourceVersion"));
        var match = request.Query("resourceVersionMatch");
        if (version > store.Revision)
        {
            var details = ApiException.Details("", "", "", [new StatusCause("ResourceVersionTooLarge", "", "Too large resource version")]);
            details["retryAfterSeconds"] = 1;
            throw ApiException.Make(504, "Timeout", $"Too large resource version: {version}, current: {store.Revision}", details, retryAfterSeconds: 1);
        }

        return match == "Exact" && version > 0 ? version : null;
    }

    private static bool IsAfter(StoredObject stored, ContinueToken from)
    {
        var key = stored.Object.Key();
        var given = new ObjectKey(from.Namespace, from.Name);
        return KeyOrder.Instance.Compare(key, given) > 0;
    }

    private static ApiException Forgotten(ContinueToken? from, long revision) => ApiException.Expired(
        from is null
            ? $"The resourceVersion for the provided list is too old: {revision}"
            : "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.");
}
