namespace FedScaler.Runtime.Informers;

/// <summary>A server took a WatchList, but never ended its initial events: it does not know them and ignores the parameter.</summary>
internal sealed class InitialEventsException() : Exception("the server never marked the end of the initial events; listing instead");
