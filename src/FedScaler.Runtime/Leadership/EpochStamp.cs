using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;

namespace FedScaler.Runtime.Leadership;

/// <summary>
/// Puts the epoch of the leader on what it writes: on every object of our own API group, and on whatever it applies elsewhere.
/// Others' objects that only get a patch are left without, for nobody would take it off again.
/// </summary>
/// <param name="group">Our API group.</param>
public sealed class EpochStamp(string group)
{
    /// <summary>The annotation; of a status, which cannot alter metadata, the field is <c>epoch</c>.</summary>
    public string Annotation { get; } = $"{group}/epoch";

    /// <summary>Whether a refusal is the fence's: it names the policy, and those are named so in the chart (templates/fence.yaml).</summary>
    public bool IsRefusal(KubeApiException error) =>
        error.Code is 403 or 422 && error.Message.Contains("ValidatingAdmissionPolicy", StringComparison.Ordinal) && error.Message.Contains($"epoch.{group}", StringComparison.Ordinal);

    internal RequestBody Put(string epoch, ResourceType type, WriteOptions options, bool isApply, RequestBody body)
    {
        var isOurs = type.Group == group;
        return options.Subresource switch
        {
            null when isOurs || isApply => Set(body, epoch, "metadata", "annotations", Annotation),
            "status" when isOurs => Set(body, epoch, "status", "epoch"),
            _ => body,
        };
    }

    private static RequestBody Set(RequestBody body, string epoch, params ReadOnlySpan<string> path)
    {
        if (JsonNode.Parse(body.Utf8.Span) is not JsonObject root) throw new ArgumentException("a body that is not an object has no place for an epoch", nameof(body));
        var at = root;
        foreach (var name in path[..^1])
        {
            if (at[name] is not JsonObject next) at[name] = next = [];
            at = next;
        }

        at[path[^1]] = epoch;
        return RequestBody.From(root);
    }
}
