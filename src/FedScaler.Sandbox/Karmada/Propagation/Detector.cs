using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>
/// The resource detector: an object on the hub that a policy selects is claimed by it and gets a binding, which follows the object
/// and the policy from then on (pkg/detector).
/// </summary>
internal sealed class Detector(KarmadaContext context) : KarmadaController<TemplateKey>(context, TemplateKey.Order)
{
    /// <summary>The templates that a policy has claimed, by the policy's type and name.</summary>
    private readonly Dictionary<(ResourceType Policy, ObjectKey Key), SortedSet<TemplateKey>> _claimed = [];

    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Relist() => _claimed.Clear();

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        if (change.Member is not null) return;
        var stored = change.Event;
        if (stored.Resource == KarmadaResources.PropagationPolicies || stored.Resource == KarmadaResources.ClusterPropagationPolicies) ObservePolicy(stored);
        else if (stored.Resource == KarmadaResources.ResourceBindings || stored.Resource == KarmadaResources.ClusterResourceBindings) ObserveBinding(stored);
        else if (IsTemplate(stored)) ObserveTemplate(stored);
    }

    protected override void Reconcile(TemplateKey key)
    {
        if (Hub.Get(key.Resource, key.Key) is not { } template || template.IsTerminating()) return;
        if (FindPolicy(template) is not { } policy)
        {
            Release(key, template);
            return;
        }

        var claimed = Hub.Update(key.Resource, key.Key, value =>
        {
            PolicyClaim.Set(value, policy);
            return true;
        });
        if (claimed is not null) Bind(claimed, policy);
    }

    /// <summary>Karmada's own kinds are no templates, nor what it keeps in its own namespaces, nor what only reports.</summary>
    private static bool IsTemplate(StoreEvent stored) =>
        !stored.Resource.Group.EndsWith("karmada.io", StringComparison.Ordinal)
        && stored.Resource != KnownResources.Events && stored.Resource != KnownResources.Leases
        && (stored.Key.Namespace is not { } ns || !KarmadaKeys.IsReserved(ns));

    private void ObserveTemplate(StoreEvent stored)
    {
        var key = new TemplateKey(stored.Resource, stored.Key);
        if (stored.Previous is not null && PolicyClaim.Of(stored.Previous) is { } before) _claimed.GetValueOrDefault(before)?.Remove(key);
        if (stored.Type == WatchEventType.Deleted) return;
        if (PolicyClaim.Of(stored.Object) is { } claim)
        {
            if (!_claimed.TryGetValue(claim, out var all)) _claimed[claim] = all = new(TemplateKey.Order);
            all.Add(key);
        }

        if (IsOfInterest(stored)) MarkDirty(key);
    }

    /// <summary>A status, or who manages which field, is nothing to the detector (pkg/util/eventfilter).</summary>
    private static bool IsOfInterest(StoreEvent stored) =>
        stored.Previous is not { } before || !JsonNode.DeepEquals(Specification(before), Specification(stored.Object));

    private static JsonObject Specification(JsonObject value)
    {
        var specification = new JsonObject();
        foreach (var (name, part) in value)
        {
            if (name != "status") specification[name] = part?.DeepClone();
        }

        if (specification["metadata"] is not JsonObject metadata) return specification;
        foreach (var name in (ReadOnlySpan<string>)["resourceVersion", "managedFields", "generation"]) metadata.Remove(name);
        return specification;
    }

    /// <summary>The binding of a former object of a template's name has gone.</summary>
    private void ObserveBinding(StoreEvent stored)
    {
        if (stored.Type != WatchEventType.Deleted || stored.Object.At("spec", "resource") is not { } reference) return;
        var key = new ObjectKey(stored.Key.Namespace, reference.Text("name"));
        if (Hub.TypeOf(reference) is { } type && Hub.Get(type, key) is { } template && template.Uid() != reference.Text("uid")) MarkDirty(new(type, key));
    }

    private void ObservePolicy(StoreEvent stored)
    {
        foreach (var claimed in _claimed.GetValueOrDefault((stored.Resource, stored.Key)) ?? []) MarkDirty(claimed);
        if (stored.Type == WatchEventType.Deleted) return;
        foreach (var selector in stored.Object.At("spec", "resourceSelectors").Items())
        {
            if (Hub.TypeOf(selector) is not { } type) continue;
            foreach (var template in Hub.List(type, type.Namespaced ? stored.Key.Namespace : null)) MarkDirty(new(type, template.KeyIn(type)));
        }
    }

    /// <summary>The policy that has the template keeps it as long as it selects it; a namespace's own policies come before the cluster's.</summary>
    private JsonObject? FindPolicy(JsonObject template)
    {
        if (PolicyClaim.Of(template) is { } claim
            && Hub.Get(claim.Resource, claim.Key) is { } holder && !holder.IsTerminating() && PolicyMatching.Of(holder, template) != PolicyMatch.None)
        {
            return holder;
        }

        return (template.Key().Namespace is { } ns ? PolicyMatching.Best(Hub.List(KarmadaResources.PropagationPolicies, ns), template) : null)
            ?? PolicyMatching.Best(Hub.List(KarmadaResources.ClusterPropagationPolicies), template);
    }

    /// <summary>A template without a policy stays in the members as it is: only the marks go.</summary>
    private void Release(TemplateKey key, JsonObject template)
    {
        if (PolicyClaim.Of(template) is null) return;
        Hub.Update(key.Resource, key.Key, PolicyClaim.Clear);
        var scope = BindingScope.Of(template.Key());
        Hub.Update(scope.Resource, new(template.Key().Namespace, KarmadaKeys.BindingNameOf(template.Text("kind"), template.Key().Name)), PolicyClaim.Clear);
    }

    private void Bind(JsonObject template, JsonObject policy)
    {
        var scope = BindingScope.Of(template.Key());
        var draft = BindingDraft.New(scope, template, policy);
        if (Hub.Get(scope.Resource, draft.Key()) is null)
        {
            Hub.Create(scope.Resource, draft);
            return;
        }

        Hub.Update(scope.Resource, draft.Key(), binding =>
        {
            // That of a former object of this name goes first (karmada issue 2090); it is looked at again when it has gone.
            if (binding.IsTerminating() || binding.ControllerRef().At("uid").Text() is { } owner && owner != template.Uid()) return false;
            BindingDraft.Write(binding, scope, template, policy);
            return true;
        });
    }
}
