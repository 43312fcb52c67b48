namespace FedScaler.Sandbox.ApiServer;

/// <summary>
/// Stands in for a ValidatingAdmissionPolicy, whose CEL the sandbox does not interpret. Asked after validation of every creation
/// and update that would be stored.
/// </summary>
/// <returns>Why the write is refused, as kube-apiserver words it after "is forbidden: "; null where it is not.</returns>
public delegate string? WritePolicy(WriteAttempt attempt);
