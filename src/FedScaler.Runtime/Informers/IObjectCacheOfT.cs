using FedScaler.Kube.Models;

namespace FedScaler.Runtime.Informers;

/// <inheritdoc cref="IObjectCache"/>
public interface IObjectCache<T> : IObjectCache
    where T : class
{
    /// <summary>The object, or null: not there, or not known yet (<see cref="InformerStatus.Synced"/> tells them apart).</summary>
    T? Get(ObjectKey key);

    /// <summary>
    /// Tells what is there as Added, and from then on every change. Subscribers hold up whoever tells them: map and enqueue,
    /// no more.
    /// </summary>
    IDisposable Subscribe(Action<InformerChange<T>> subscriber);
}
