using FedScaler.Kube.Models;

namespace FedScaler.Runtime.Informers;

/// <summary>Remembers one of our own writes until the cache has it; see <see cref="ICacheProgress.Mark"/>.</summary>
/// <param name="Rewinds">The informer's rewinds when it was written: after another one there is nothing left to wait for.</param>
public readonly record struct WriteMark(ObjectKey Key, string ResourceVersion, int Rewinds);
