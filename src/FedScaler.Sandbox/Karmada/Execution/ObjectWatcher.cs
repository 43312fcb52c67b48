using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Karmada.Execution;

/// <summary>
/// Writes manifests to members, and remembers the version of each that it left there, by which it knows a foreign hand
/// (pkg/util/objectwatcher).
/// </summary>
internal sealed class ObjectWatcher(KarmadaContext context)
{
    private readonly Dictionary<(string Member, string Object), string> _versions = [];
    private readonly Retention _retention = new(context.Hub);

    /// <summary>The member's object that a manifest is for; null when it is not there, or of a kind that the member does not serve.</summary>
    public static JsonObject? Find(KarmadaCluster member, JsonObject manifest) =>
        Served(member, manifest) is { } resource ? member.Get(resource.Type, manifest.KeyIn(resource.Type)) : null;

    /// <summary>Brings a manifest to a member: creates it, or changes what is there if that is Karmada's or may be overwritten.</summary>
    /// <exception cref="InvalidOperationException">It was refused; in Karmada's words.</exception>
    public void Apply(KarmadaCluster member, JsonObject manifest)
    {
        if (Find(member, manifest) is { } observed) Update(member, manifest, observed);
        else Create(member, manifest);
    }

    /// <exception cref="InvalidOperationException">It was refused; in Karmada's words.</exception>
    public void Create(KarmadaCluster member, JsonObject manifest)
    {
        // Karmada knows kinds by what the hub serves; a member that lacks one answers a plain 404.
        var resource = Served(member, manifest) ?? throw new InvalidOperationException("the server could not find the requested resource");
        Record(member, Call(() => member.Sandbox.Server.Direct.Create(resource, manifest, KarmadaKeys.ControllerManager)));
        member.NoteWrite();
    }

    /// <exception cref="InvalidOperationException">It was refused; in Karmada's words.</exception>
    public void Update(KarmadaCluster member, JsonObject manifest, JsonObject observed)
    {
        if (!IsManaged(observed) && ManifestMarks.AnnotationOf(manifest, KarmadaKeys.ConflictResolution) != "overwrite")
        {
            throw new InvalidOperationException(
                $"resource(kind={manifest.Text("kind")}, {manifest.Key().Namespace}/{manifest.Key().Name}) already exists in the cluster {member.Name} "
                + $"and the {KarmadaKeys.ConflictResolution} strategy value is empty, Karmada will not manage this resource");
        }

        var resource = Served(member, manifest)!;
        var stored = Call(() => member.Sandbox.Server.Direct.Replace(resource, _retention.Merge(manifest, observed), KarmadaKeys.ControllerManager));
        Record(member, stored);
        if (!ReferenceEquals(stored, observed)) member.NoteWrite();
    }

    /// <summary>Deletes what a manifest has made, if it is still Karmada's.</summary>
    public void Delete(KarmadaCluster member, JsonObject manifest)
    {
        _versions.Remove(KeyOf(member, manifest));
        if (Find(member, manifest) is not { } observed || !IsManaged(observed)) return;
        member.Sandbox.Server.Direct.Delete(Served(member, manifest)!, observed.Key());
        member.NoteWrite();
    }

    /// <summary>Whether a member's object is not as Karmada left it; objects without a generation differ with every change, of their status too.</summary>
    public bool NeedsUpdate(KarmadaCluster member, JsonObject manifest, JsonObject observed)
    {
        var version = VersionOf(observed);
        if (_versions.GetValueOrDefault(KeyOf(member, manifest)) != version) return true;
        return version.StartsWith("gen:", StringComparison.Ordinal) && !HasEqualMarks(_retention.Merge(manifest, observed), observed);
    }

    private static bool HasEqualMarks(JsonObject wanted, JsonObject observed) =>
        JsonNode.DeepEquals(wanted.At("metadata", "labels"), observed.At("metadata", "labels"))
        && JsonNode.DeepEquals(wanted.At("metadata", "annotations"), observed.At("metadata", "annotations"));

    private static bool IsManaged(JsonObject observed) => ManifestMarks.LabelOf(observed, KarmadaKeys.Managed) == "true";

    private static ServedResource? Served(KarmadaCluster member, JsonObject manifest) =>
        member.Sandbox.Server.Direct.Find(manifest.Text("apiVersion"), manifest.Text("kind"));

    private static JsonObject Call(Func<JsonObject> write)
    {
        try
        {
            return write();
        }
        catch (ApiException refusal)
        {
            throw new InvalidOperationException(refusal.Message, refusal);
        }
    }

    private void Record(KarmadaCluster member, JsonObject stored) => _versions[KeyOf(member, stored)] = VersionOf(stored);

    private static string VersionOf(JsonObject value) => value.At("metadata", "generation").Number() is { } generation and not 0
        ? "gen:" + generation.ToString(CultureInfo.InvariantCulture)
        : "rv:" + value.At("metadata").Text("resourceVersion");

    private static (string Member, string Object) KeyOf(KarmadaCluster member, JsonObject value) =>
        (member.Name, $"{value.Text("apiVersion")}/{value.Text("kind")}/{value.Key().Namespace}/{value.Key().Name}");
}
