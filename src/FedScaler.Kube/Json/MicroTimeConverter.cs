using System.Text.Json;
using System.Text.Json.Serialization;

namespace FedScaler.Kube.Json;

/// <summary>
/// meta/v1 MicroTime (Lease, Event): RFC 3339 in UTC with exactly six fraction digits; API servers refuse any other count
/// (apimachinery pkg/apis/meta/v1/micro_time.go).
/// </summary>
public sealed class MicroTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Rfc3339.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"));
}
