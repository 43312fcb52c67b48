namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>What stands on a Work and its manifest beside the marks of <see cref="Projections.HpaMarks"/>, which both carry.</summary>
internal static class WorkMarks
{
    /// <summary>Karmada deletes a Work's objects before it lets the Work go (ExecutionControllerFinalizer in karmada's pkg/util/constants.go).</summary>
    public const string Finalizer = "karmada.io/execution-controller";

    /// <summary>Label of whatever Karmada keeps as it is (ManagedByKarmadaLabel).</summary>
    public const string Managed = "karmada.io/managed";

    /// <summary>Annotations of a manifest that name its Work.</summary>
    public const string WorkNamespace = "work.karmada.io/namespace";

    /// <inheritdoc cref="WorkNamespace"/>
    public const string WorkName = "work.karmada.io/name";

    /// <summary>Annotation of a manifest: what becomes of an object that is there already and not Karmada's (ResourceConflictResolutionAnnotation).</summary>
    public const string ConflictResolution = "work.karmada.io/conflict-resolution";

    /// <summary>Annotation of a manifest: when Karmada was last told to apply it again. The next ordinary write takes it away.</summary>
    public const string AppliedAgain = "fedscaler.io/applied-again";

    /// <summary>It is taken over.</summary>
    public const string Overwrite = "overwrite";
}
