namespace FedScaler.Controllers.Fleet;

/// <summary>
/// One way in which an application runs in many clusters, and all that the controllers need of it. They know no other: another
/// federation is another implementation of this, and of what it is made of.
/// </summary>
public interface IFederation : IAsyncDisposable
{
    /// <summary>In one word, as <c>--federation</c> names it.</summary>
    string Name { get; }

    /// <summary>Which members there are, what runs in one, how a share gets there.</summary>
    IFleet Fleet { get; }

    /// <summary>How named pods are taken out.</summary>
    IRemovalFleet Removals { get; }

    /// <summary>Where the record of replicas per cluster lives.</summary>
    IBindingStore Bindings { get; }

    /// <summary>What it has to know before it is ready, by the name of the check: null once it does, else what is wanting, in words.</summary>
    IReadOnlyDictionary<string, Func<string?>> Checks { get; }

    /// <summary>Follows the hub and the members until it is cancelled.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
