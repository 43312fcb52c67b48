using System.Text.Json;

namespace FedScaler.Kube.Json;

/// <summary>How JSON of API servers is read.</summary>
internal static class KubeJson
{
    /// <summary>A CRD's schema nests twice for each level of its kind, so the default of 64 would be too few.</summary>
    public const int MaxDepth = 256;

    public static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    /// <summary>What a decoder throws at bad input, as one type: text that is no UTF-8 is an InvalidOperationException to the reader.</summary>
    public static T Read<T>(JsonDecoder<T> decoder, ref Utf8JsonReader reader)
    {
        try
        {
            return decoder.Read(ref reader);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new JsonException("a value that does not belong there", e);
        }
    }
}
