using FedScaler.Kube.Models;

namespace FedScaler.Runtime.Informers;

/// <summary>Objects of one kind as they were last heard of, be it from one watch or put together from several.</summary>
public interface IObjectCache<T> : ICacheProgress
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
