using System.Text.Json;

namespace FedScaler.Kube.Json;

/// <summary>For answers that nobody reads: checks that they are JSON.</summary>
internal sealed class DiscardDecoder : JsonDecoder<bool>
{
    public static readonly DiscardDecoder Instance = new();

    public override bool Read(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return true;
    }
}
