using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Json;

/// <summary>
/// Source-generated JSON of the models here: camelCase, nulls left out, a duplicate key or a number in quotes refused.
/// Build merge patches as <see cref="JsonObject"/>: leaving nulls out would lose their deletions.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ObjectMeta))]
[JsonSerializable(typeof(Scale))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(ConfigMap))]
[JsonSerializable(typeof(Namespace))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(OwnerReference))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonNode))]
public sealed partial class KubeJsonContext : JsonSerializerContext;
