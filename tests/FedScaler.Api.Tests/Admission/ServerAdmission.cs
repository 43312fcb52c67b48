using System.Text.Json.Nodes;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;
using FedScaler.Kube.Models;

namespace FedScaler.Api.Tests.Admission;

/// <summary>What an API server makes of objects by the CRDs alone: defaults, the OpenAPI schema, and the CEL rules evaluated as CEL.</summary>
internal static class ServerAdmission
{
    /// <summary>Errors that keep the server from looking at rules at all (apiextensions-apiserver pkg/registry/customresource, hasBlockingErr).</summary>
    private static readonly string[] Blocking = [FieldReasons.Required, FieldReasons.NotSupported, FieldReasons.TooLong, FieldReasons.TooMany, FieldReasons.TypeInvalid];

    private static readonly Dictionary<ResourceType, JsonObject> Schemas = CrdDescriptions.All.ToDictionary(crd => crd.Resource, crd => CrdGenerator.Schema(crd.Resource));

    /// <summary>Without their rules, so that nothing in C# answers for them.</summary>
    private static readonly Dictionary<ResourceType, JsonObject> Bare = Schemas.ToDictionary(one => one.Key, one => (JsonObject)WithoutRules(one.Value)!);

    /// <summary>For each object all that is wrong with it, in the same order.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<FieldError>>> AskAsync(
        IReadOnlyList<(ResourceType Resource, JsonObject Object, JsonObject? Old)> requests, CancellationToken cancel)
    {
        var bySchema = requests.Select(request => SchemaErrors(request.Resource, request.Object, request.Old)).ToList();
        var ruled = Enumerable.Range(0, requests.Count).Where(i => !bySchema[i].Any(error => Blocking.Contains(error.Reason) && error.Message != "must not be empty")).ToList();
        var answers = (await CelEvaluator.RunAsync(ruled.Select(i => Request(requests[i])), cancel))["answers"]!.AsArray();
        var byRules = ruled.Zip(answers).ToDictionary(pair => pair.First, pair => pair.Second!.AsArray().Select(
            error => new FieldError((string)error!["field"]!, (string)error["message"]!)));
        return [.. bySchema.Select((errors, i) => byRules.TryGetValue(i, out var more) ? [.. errors, .. more] : errors)];
    }

    private static JsonObject Request((ResourceType Resource, JsonObject Object, JsonObject? Old) request) => new()
    {
        ["kind"] = request.Resource.Kind,
        ["object"] = FilledIn(request.Resource, request.Object),
        ["old"] = request.Old is { } old ? FilledIn(request.Resource, old) : null,
    };

    /// <summary>Errors of a spec that stays as it is are let be (KEP-4008).</summary>
    private static IReadOnlyList<FieldError> SchemaErrors(ResourceType resource, JsonObject value, JsonObject? old) =>
    [
        .. SchemaValidator.Validate(FilledIn(resource, value), Bare[resource])
            .Where(error => old is null || !JsonNode.DeepEquals(value["spec"], old["spec"]) || !error.Field.StartsWith("spec", StringComparison.Ordinal)),
    ];

    private static JsonNode? WithoutRules(JsonNode? schema) => schema switch
    {
        JsonObject fields => new JsonObject(fields.Where(field => field.Key != "x-kubernetes-validations").Select(field => KeyValuePair.Create(field.Key, WithoutRules(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(WithoutRules)]),
        _ => schema?.DeepClone(),
    };

    private static JsonObject FilledIn(ResourceType resource, JsonObject value)
    {
        var copy = value.DeepClone().AsObject();
        FillIn(copy, Schemas[resource]);
        return copy;
    }

    /// <summary>Nulls are taken out, defaults put in, outside in (apiextensions-apiserver pkg/apiserver/schema/defaulting).</summary>
    private static void FillIn(JsonNode? value, JsonObject schema)
    {
        switch (value)
        {
            case JsonObject fields:
                foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
                {
                    if (fields[name] is null) fields.Remove(name);
                    if (fields[name] is null && property!["default"] is { } start) fields[name] = start.DeepClone();
                    FillIn(fields[name], property!.AsObject());
                }

                break;
            case JsonArray items when schema["items"] is JsonObject each:
                foreach (var item in items) FillIn(item, each);
                break;
        }
    }
}
