using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Kinds;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.ApiServer.Schemas;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>Defaults and validation: of built-in kinds by their rules, of custom ones by their schema and then by what the host registered.</summary>
internal sealed class ObjectChecks
{
    /// <summary>Faults after which CEL rules are not evaluated any more (customresource/validator.go, hasBlockingErr).</summary>
    private static readonly string[] BlockingFaults =
        ["FieldValueNotSupported", "FieldValueRequired", "FieldValueTooLong", "FieldValueTooMany", "FieldValueTypeInvalid"];

    private readonly Dictionary<(string Group, string Plural), (CustomValidator Validate, CustomWarnings? Warn)> _registered = [];

    private readonly ConcurrentDictionary<(string Group, string Plural), CustomMutator> _mutators = [];

    /// <summary>Asked of every write; null for none.</summary>
    public WritePolicy? Policy { get; set; }

    public void Register(ResourceType resource, CustomValidator validator, CustomWarnings? warnings) => _registered[(resource.Group, resource.Plural)] = (validator, warnings);

    public void Register(ResourceType resource, CustomMutator mutator) => _mutators[(resource.Group, resource.Plural)] = mutator;

    public void Mutate(ResourceType resource, JsonObject next, JsonObject? previous) =>
        _mutators.GetValueOrDefault((resource.Group, resource.Plural))?.Invoke(next, previous);

    public static void SetDefaults(ServedResource resource, JsonObject value)
    {
        if (resource.IsCustom) SchemaDefaults.Apply(value, resource.Schema);
        else KindDefaults.Apply(Storage.KindRules.Canonical(resource.Type), value);
    }

    public void Validate(ServedResource resource, JsonObject? before, JsonObject after)
    {
        var type = Storage.KindRules.Canonical(resource.Type);
        var causes = new List<StatusCause>();
        if (before is null)
        {
            MetadataValidation.OnCreate(type, after, causes);
        }
        else
        {
            MetadataValidation.OnUpdate(before, after, causes);
            if (!resource.IsCustom) MetadataValidation.OnUpdate(before, after, causes); // once in rest.BeforeUpdate, once in the kind's strategy
        }

        if (resource.IsCustom) CheckCustom(resource, before, after, causes);
        else KindValidation.Check(type, before, after, causes);
        if (causes.Count > 0) throw ApiException.Invalid(GroupInMessage(type), type.Kind, after.Name(), causes);
    }

    /// <summary>Validating admission, which comes after validation (registry/generic/registry/store.go).</summary>
    public void Admit(ApiRequest request, JsonObject after)
    {
        if (Policy?.Invoke(new WriteAttempt(request.User.Name, request.Type, request.Subresource, after)) is not { } why) return;
        var type = request.Type;
        var details = ApiException.Details(after.Name(), type.Group, type.Plural, [new StatusCause("", "", why)]);
        throw ApiException.Make(403, "Forbidden", $"{type} \"{after.Name()}\" is forbidden: {why}", details);
    }

    /// <summary>What there is to warn of in an object that was found valid.</summary>
    public IReadOnlyList<string> Warnings(ServedResource resource, JsonObject? before, JsonObject after) =>
        _registered.GetValueOrDefault((resource.Type.Group, resource.Type.Plural)).Warn?.Invoke(after, before) ?? [];

    private void CheckCustom(ServedResource resource, JsonObject? before, JsonObject after, List<StatusCause> causes)
    {
        var faults = SchemaValidation.Check(after, resource.Schema);
        CheckScale(resource, after, faults);
        causes.AddRange(faults);
        if (!faults.Any(fault => BlockingFaults.Contains(fault.Reason)))
        {
            if (_registered.TryGetValue((resource.Type.Group, resource.Type.Plural), out var registered)) causes.AddRange(registered.Validate(after, before));
        }
        else if (resource.Schema.HasRules)
        {
            causes.Add(new(
                "FieldValueInvalid",
                "<nil>",
                "Invalid value: null: some validation rules were not checked because the object was invalid; "
                + "correct the existing errors to complete validation"));
        }
    }

    /// <summary>What the scale subresource reads must be a count (apiextensions' customresource/validator.go).</summary>
    private static void CheckScale(ServedResource resource, JsonObject value, List<StatusCause> causes)
    {
        foreach (var path in new[] { resource.Scale?.SpecReplicas, resource.Scale?.StatusReplicas })
        {
            if (path is null || value.At(path) is not { } count) continue;
            var field = "." + string.Join('.', path);
            if (count.AsInteger() is not { } number)
                causes.Add(Causes.Invalid(field, "0", $"{field} accessor error: {count} is of the type {count.GetValueKind().ToString().ToLowerInvariant()}, expected int64"));
            else if (number < 0) causes.Add(Causes.Invalid(field, count.ToJsonString(), "should be a non-negative integer"));
        }
    }

    /// <summary>Refusals of events name the internal kind, which is core's.</summary>
    private static string GroupInMessage(ResourceType type) => type.Group == "events.k8s.io" ? "" : type.Group;
}
