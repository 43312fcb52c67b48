using System.Text.Json;
using System.Text.Json.Serialization;
using FedScaler.Core.Quantities;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>Reads quantities, which are text but may be bare numbers where a user wrote them so.</summary>
internal sealed class QuantityConverter : JsonConverter<Quantity>
{
    // The longest that Core reads; a longer text is no quantity that an API server accepts.
    private const int LongestText = 256;

    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (length > LongestText) throw new JsonException("a quantity of more than 256 characters");
        Span<char> text = stackalloc char[LongestText];
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                text = text[..reader.CopyString(text)];
                break;
            case JsonTokenType.Number:
                using (var number = JsonDocument.ParseValue(ref reader))
                    text = number.RootElement.GetRawText().ToCharArray();
                break;
            default:
                throw new JsonException($"{reader.TokenType} where a quantity belongs");
        }

        return Quantity.TryParse(text, out var quantity, out var problem) ? quantity : throw new JsonException(problem);
    }

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
