using System.Text.Json.Serialization;
using FedScaler.Controllers.Fleet.Projections;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>How the few fields that are kept of the hub's objects are read; all others are skipped without being built.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(QuantityConverter)])]
[JsonSerializable(typeof(BindingFields))]
[JsonSerializable(typeof(TemplateFields))]
[JsonSerializable(typeof(ScalerFields))]
[JsonSerializable(typeof(CustomizationFields))]
internal sealed partial class BindingJson : JsonSerializerContext;
