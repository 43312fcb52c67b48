using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Kinds;

/// <summary>What holds for the metadata of every object (apimachinery's api/validation/objectmeta.go).</summary>
internal static partial class MetadataValidation
{
    private const string SubdomainRule =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

    private const string LabelRule =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";

    private const string LabelValueRule =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    public static void OnCreate(ResourceType resource, JsonObject value, List<StatusCause> causes)
    {
        var name = value.Name();
        var isLabel = resource is { Group: "", Plural: "namespaces" or "services" };
        if (name.Length == 0) causes.Add(Causes.Required("metadata.name", "name or generateName is required"));
        else if (resource.Group == "rbac.authorization.k8s.io")
        {
            if (name.Contains('/', StringComparison.Ordinal)) causes.Add(Causes.Invalid("metadata.name", Causes.Quoted(name), "may not contain '/'"));
        }
        else if (isLabel ? !Label().IsMatch(name) : !Subdomain().IsMatch(name))
            causes.Add(Causes.Invalid("metadata.name", Causes.Quoted(name), isLabel ? LabelRule : SubdomainRule));
        if (name.Length > (isLabel ? 63 : 253))
            causes.Add(Causes.Invalid("metadata.name", Causes.Quoted(name), $"must be no more than {(isLabel ? 63 : 253)} characters"));
        Labels(value, causes);
    }

    public static void OnUpdate(JsonObject before, JsonObject after, List<StatusCause> causes)
    {
        Labels(after, causes);
        if (!before.IsBeingDeleted()) return;
        var old = Finalizers(before);
        var added = Finalizers(after).Where(finalizer => !old.Contains(finalizer)).ToArray();
        if (added.Length == 0) return;
        var shown = string.Join(", ", added.Select(Causes.Quoted));
        causes.Add(Causes.Forbidden(
            "metadata.finalizers",
            $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{shown}}}"));
    }

    private static void Labels(JsonObject value, List<StatusCause> causes)
    {
        foreach (var (key, node) in value.At("metadata", "labels") as JsonObject ?? [])
        {
            var text = node is JsonValue label && label.TryGetValue(out string? found) ? found : "";
            if (!LabelKey().IsMatch(key))
                causes.Add(Causes.Invalid("metadata.labels", Causes.Quoted(key), "name part must consist of alphanumeric characters, '-', '_' or '.'"));
            if (text.Length > 63) causes.Add(Causes.Invalid("metadata.labels", Causes.Quoted(text), "must be no more than 63 characters"));
            else if (!LabelValue().IsMatch(text)) causes.Add(Causes.Invalid("metadata.labels", Causes.Quoted(text), LabelValueRule));
        }
    }

    private static string[] Finalizers(JsonObject value) =>
        [.. (value.At("metadata", "finalizers") as JsonArray ?? []).Select(finalizer => finalizer?.GetValue<string>() ?? "")];

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Label();

    [GeneratedRegex(@"\A(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelValue();

    [GeneratedRegex(@"\A([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelKey();
}
