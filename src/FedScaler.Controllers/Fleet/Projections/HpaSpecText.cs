using System.Text.Json.Nodes;
using FedScaler.Kube.Projections;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>Metrics and behavior of an HPA as its server has them, kept once for all members whose HPAs say the same; immutable.</summary>
public sealed class HpaSpecText
{
    /// <summary>Longer ones are not kept: what a member sends must not take the memory that all of them need.</summary>
    private const int LongestKept = 8 * 1024;

    private static readonly InternTable<HpaSpecText> Known = new(8 * 1024);

    private readonly byte[] _utf8;

    private HpaSpecText(ReadOnlySpan<byte> utf8) => _utf8 = utf8.ToArray();

    public JsonArray? Metrics => Read()[0] as JsonArray;

    public JsonObject? Behavior => Read()[1] as JsonObject;

    /// <summary>Null where it is too long to be kept.</summary>
    public static HpaSpecText? Of(JsonNode? metrics, JsonNode? behavior)
    {
        using var text = HpaDocumentHash.Write(metrics, behavior);
        if (text.Length > LongestKept) return null;
        var utf8 = text.GetBuffer().AsSpan(0, (int)text.Length);
        var hash = default(HashCode);
        hash.AddBytes(utf8);
        return Known.Find(utf8, hash.ToHashCode(), static (known, wanted) => wanted.SequenceEqual(known._utf8), static wanted => new HpaSpecText(wanted));
    }

    private JsonArray Read() => (JsonArray)JsonNode.Parse(_utf8)!;
}
