using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FedScaler.Api.Json;
using FedScaler.Api.Schema;
using FedScaler.Kube.Models;

namespace FedScaler.Api.Validation;

/// <summary>What an API server with our CRDs would refuse: their schemas, and the C# twins of their CEL rules.</summary>
public static class ApiAdmission
{
    private static readonly Dictionary<ResourceType, Func<JsonObject, JsonObject?, IReadOnlyList<FieldError>>> Rules = new()
    {
        [ApiResources.MemberClusters] = (value, _) =>
        [
            .. value["status"] is null ? MemberClusterValidator.ValidateName((string?)value["metadata"]?["name"]) : [],
            .. MemberClusterValidator.Validate(Spec(value, ApiJson.Default.MemberClusterSpec)),
        ],
        [ApiResources.FedHpas] = (value, _) => FedHpaValidator.Validate(Spec(value, ApiJson.Default.FedHpaSpec)),
        [ApiResources.ReplicaBindings] = (value, _) => ReplicaBindingValidator.Validate(Spec(value, ApiJson.Default.ReplicaBindingSpec)),
        [ApiResources.CronHpas] = (value, _) => CronHpaValidator.Validate(Spec(value, ApiJson.Default.CronHpaSpec)),
        [ApiResources.ScaleIns] = (value, old) => ScaleInValidator.Validate(
            Spec(value, ApiJson.Default.ScaleInSpec), old is null ? null : Spec(old, ApiJson.Default.ScaleInSpec)),
    };

    /// <summary>
    /// All that is wrong with the object, its status included; rules between fields are looked at only once nothing is
    /// missing, of another type or too long. Objects of other groups pass.
    /// </summary>
    /// <param name="old">The object before the change; null when it is created.</param>
    public static IReadOnlyList<FieldError> Validate(ResourceType resource, JsonObject value, JsonObject? old)
    {
        if (!Rules.TryGetValue(resource, out var rules)) return [];
        var errors = SchemaValidator.Validate(value, ApiSchemas.Of(CrdDescriptions.Of(resource).Type));
        // What is stored stays writable when rules become tighter (KEP-4008, ratcheting): the server asks field by field.
        if (old is not null && JsonNode.DeepEquals(value["spec"], old["spec"])) return [.. errors.Where(static error => error.Field.StartsWith("status", StringComparison.Ordinal))];
        return errors.Any(IsBlocking) ? errors : Add(errors, () => rules(value, old));
    }

    /// <summary>What may not be meant in an object that <see cref="Validate"/> has nothing against; nothing anew while its spec stays the same.</summary>
    /// <param name="old">The object before the change; null when it is created.</param>
    public static IReadOnlyList<string> Warnings(ResourceType resource, JsonObject value, JsonObject? old) =>
        resource == ApiResources.CronHpas && !JsonNode.DeepEquals(value["spec"], old?["spec"])
            ? CronHpaValidator.Warnings(Spec(value, ApiJson.Default.CronHpaSpec))
            : [];

    /// <summary>What the server looks at no rule after (apiextensions-apiserver pkg/registry/customresource, hasBlockingErr).</summary>
    private static bool IsBlocking(FieldError error) =>
        error.Reason is FieldReasons.Required or FieldReasons.NotSupported or FieldReasons.TooLong or FieldReasons.TooMany or FieldReasons.TypeInvalid;

    private static IReadOnlyList<FieldError> Add(IReadOnlyList<FieldError> errors, Func<IReadOnlyList<FieldError>> rules)
    {
        try
        {
            var reported = errors.Select(static error => error.Field).ToHashSet();
            return [.. errors, .. rules().Where(error => !reported.Contains(error.Field))];
        }
        catch (JsonException) when (errors.Count > 0)
        {
            // A number that no int32 holds is told, and cannot be read.
            return errors;
        }
    }

    /// <summary>Only the spec is read: metadata is the server's to check, and no rule looks at a status.</summary>
    private static T Spec<T>(JsonObject value, JsonTypeInfo<T> type) =>
        NullFields.Without(value["spec"]!, ApiSchemas.Of(typeof(T))).Deserialize(type) ?? throw new JsonException($"null where a {typeof(T).Name} belongs");
}
