using System.Text.Json;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Projections;

/// <summary>A condition as every kind writes it.</summary>
internal readonly record struct ConditionFields(string? Type, string? Status, string? Reason)
{
    public static ConditionFields Read(ref Utf8JsonReader reader)
    {
        var condition = default(ConditionFields);
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("type"u8)) condition = condition with { Type = StringPool.ReadValue(ref reader) };
            else if (reader.ValueTextEquals("status"u8)) condition = condition with { Status = StringPool.ReadValue(ref reader) };
            else if (reader.ValueTextEquals("reason"u8)) condition = condition with { Reason = StringPool.ReadValue(ref reader) };
            else ProjectionReader.SkipValue(ref reader);
        }

        return condition;
    }
}
