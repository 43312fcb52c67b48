namespace FedScaler.Kube.Models;

/// <summary>meta/v1 OwnerReference: the object goes when its owners have gone.</summary>
public sealed record OwnerReference(
    string ApiVersion, string Kind, string Name, string Uid, bool? Controller = null, bool? BlockOwnerDeletion = null);
