using System.Text.Json;
using FedScaler.Kube.Json;

namespace FedScaler.Runtime.Events;

/// <summary>For answers that nobody reads.</summary>
internal sealed class DiscardingDecoder : JsonDecoder<bool>
{
    public static readonly DiscardingDecoder Instance = new();

    public override bool Read(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return true;
    }
}
