using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>What the detector wants of a binding: all but where the replicas go, which is the scheduler's.</summary>
internal static class BindingDraft
{
    /// <summary>Parts of a policy's spec that the binding carries as they are.</summary>
    private static readonly string[] Carried =
        ["propagateDeps", "schedulerName", "failover", "conflictResolution", "preserveResourcesOnDeletion", "schedulePriority"];

    public static JsonObject New(BindingScope scope, JsonObject template, JsonObject policy)
    {
        var key = template.Key();
        var metadata = new JsonObject { ["name"] = KarmadaKeys.BindingNameOf(template.Text("kind"), key.Name) };
        if (key.Namespace is not null) metadata["namespace"] = key.Namespace;
        var binding = new JsonObject { ["apiVersion"] = scope.Resource.ApiVersion, ["kind"] = scope.Resource.Kind, ["metadata"] = metadata };
        Write(binding, scope, template, policy);
        return binding;
    }

    /// <summary>Brings a binding up to its template and policy, and leaves clusters, evictions and what others keep there alone.</summary>
    public static void Write(JsonObject binding, BindingScope scope, JsonObject template, JsonObject policy)
    {
        var metadata = binding.Ensure("metadata");
        PolicyClaim.Set(binding, policy);
        metadata["finalizers"] = new JsonArray(scope.Finalizer);
        metadata["ownerReferences"] = new JsonArray(Owner(template));
        var spec = binding.Ensure("spec");
        spec["resource"] = Reference(template);
        spec["placement"] = policy.At("spec", "placement")?.DeepClone() ?? new JsonObject();
        foreach (var name in Carried) spec.Put(name, policy.At("spec", name)?.DeepClone());
        WriteSuspension(spec, policy);
        var interpreter = TemplateInterpreter.Of(template);
        spec.Put("replicas", interpreter?.Replicas(template) is { } replicas and > 0 ? replicas : null);
        spec.Put("replicaRequirements", interpreter?.Requirements(template));
    }

    public static JsonObject Owner(JsonObject owner) => new()
    {
        ["apiVersion"] = owner.Text("apiVersion"),
        ["blockOwnerDeletion"] = true,
        ["controller"] = true,
        ["kind"] = owner.Text("kind"),
        ["name"] = owner.Key().Name,
        ["uid"] = owner.Uid(),
    };

    private static JsonObject Reference(JsonObject template)
    {
        var key = template.Key();
        var reference = new JsonObject { ["apiVersion"] = template.Text("apiVersion"), ["kind"] = template.Text("kind"), ["name"] = key.Name };
        if (key.Namespace is not null) reference["namespace"] = key.Namespace;
        reference["resourceVersion"] = template.At("metadata").Text("resourceVersion");
        reference["uid"] = template.Uid();
        return reference;
    }

    /// <summary>Dispatching is the policy's to suspend; scheduling is suspended on the binding alone.</summary>
    private static void WriteSuspension(JsonObject spec, JsonObject policy)
    {
        var suspension = policy.At("spec", "suspension")?.DeepClone() as JsonObject ?? [];
        if (spec.At("suspension", "scheduling") is { } scheduling) suspension["scheduling"] = scheduling.DeepClone();
        spec.Put("suspension", suspension.Count > 0 ? suspension : null);
    }
}
