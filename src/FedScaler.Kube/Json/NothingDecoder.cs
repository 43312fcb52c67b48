using System.Text.Json;

namespace FedScaler.Kube.Json;

/// <summary>For answers whose body nobody reads: a deletion's, or <c>/readyz</c>, which answers plain text.</summary>
internal sealed class NothingDecoder : JsonDecoder<bool>
{
    public override bool Read(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return true;
    }

    internal override bool TryWithoutBody(out bool value) => value = true;
}
