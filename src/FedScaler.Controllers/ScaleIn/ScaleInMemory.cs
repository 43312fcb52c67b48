using System.Collections.Immutable;
using FedScaler.Api.ScaleIns;
using FedScaler.Api.Validation;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>
/// What the controller remembers of one ScaleIn between reconciles, and may lose: all that matters is in the status. Only the
/// reconcile of its key changes it; metrics read it at any time.
/// </summary>
internal sealed class ScaleInMemory(string uid, TimeProvider time)
{
    private IReadOnlyList<FieldError>? _errors;

    /// <summary>Uid of the ScaleIn that this is about: one of the same name that comes later starts with nothing.</summary>
    public string Uid => uid;

    public OwnWrite OwnWrite { get; } = new(time);

    /// <summary>
    /// The newest version that is known; null before the ScaleIn was read from the hub itself by this process: a cache may be
    /// filled from a server that lags, and show a phase that has long passed.
    /// </summary>
    public string? Version { get; private set; }

    /// <summary>What went wrong when it was last written somewhere, in words.</summary>
    public ImmutableArray<string> Troubles { get; set; } = [];

    /// <summary>Whether something is left to do.</summary>
    public bool IsUnderWay { get; set; } = true;

    /// <param name="informer">Follows the ScaleIns.</param>
    /// <param name="known">As the hub answered.</param>
    public void Note(IInformer informer, ScaleIn known)
    {
        Version = known.Metadata.ResourceVersion;
        OwnWrite.Note(informer, known.Metadata);
    }

    /// <summary>All that is wrong with the spec, which never changes.</summary>
    public IReadOnlyList<FieldError> ErrorsOf(ScaleIn resource) => _errors ??= ScaleInValidator.Validate(resource.Spec);
}
