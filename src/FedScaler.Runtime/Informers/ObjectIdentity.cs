using FedScaler.Kube.Models;

namespace FedScaler.Runtime.Informers;

/// <summary>Which object this is, and which state of it.</summary>
public readonly record struct ObjectIdentity(ObjectKey Key, string Uid, string ResourceVersion);
