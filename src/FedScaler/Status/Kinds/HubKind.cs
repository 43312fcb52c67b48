using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Status.Kinds;

/// <summary>A kind of the hub's, read as the one that it stands for.</summary>
internal sealed record HubKind<T>(ResourceType Type, JsonDecoder<T> Decoder);
