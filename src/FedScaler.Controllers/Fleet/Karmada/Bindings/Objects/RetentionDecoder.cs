using System.Text.Json;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>Reads a ResourceInterpreterCustomization (karmada's pkg/apis/config/v1alpha1).</summary>
internal sealed class RetentionDecoder : JsonDecoder<RetentionRecord>
{
    public override RetentionRecord Read(ref Utf8JsonReader reader)
    {
        var customization = JsonSerializer.Deserialize(ref reader, BindingJson.Default.CustomizationFields) ?? throw new JsonException("null where an object belongs");
        var target = customization.Spec?.Target;
        return new RetentionRecord(
            ObjectIdentity.Of(customization.Metadata ?? new ObjectMeta()), target?.ApiVersion ?? "", target?.Kind ?? "",
            customization.Spec?.Customizations?.Retention?.LuaScript is { Length: > 0 });
    }
}

internal sealed class CustomizationFields
{
    public ObjectMeta? Metadata { get; set; }

    public CustomizationSpecFields? Spec { get; set; }
}

internal sealed class CustomizationSpecFields
{
    public ObjectReferenceFields? Target { get; set; }

    public CustomizationRulesFields? Customizations { get; set; }
}

internal sealed class CustomizationRulesFields
{
    public ScriptFields? Retention { get; set; }
}

internal sealed class ScriptFields
{
    public string? LuaScript { get; set; }
}
