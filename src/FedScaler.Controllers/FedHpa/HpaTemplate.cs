using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Api.FedHpas;

namespace FedScaler.Controllers.FedHpas;

/// <summary>What of a FedHPA goes to the members as it is: metrics and behavior, whatever a later Kubernetes adds to them.</summary>
internal static class HpaTemplate
{
    /// <summary>Tells whether a member's HPA was written from these metrics and this behavior.</summary>
    public static string Hash(FedHpaSpec spec)
    {
        // The order of an object's keys is the user's and means nothing, but it is stable: the hub keeps it.
        var text = (spec.Metrics?.ToJsonString() ?? "") + "\n" + (spec.Behavior?.ToJsonString() ?? "");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    /// <summary>A copy of its own for a document; null where the user gave none, so that the member's defaults hold.</summary>
    public static JsonArray? Metrics(FedHpaSpec spec) => spec.Metrics is { Count: > 0 } metrics ? (JsonArray)metrics.DeepClone() : null;

    /// <inheritdoc cref="Metrics"/>
    public static JsonObject? Behavior(FedHpaSpec spec) => spec.Behavior is { Count: > 0 } behavior ? (JsonObject)behavior.DeepClone() : null;
}
