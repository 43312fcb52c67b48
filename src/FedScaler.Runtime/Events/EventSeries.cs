namespace FedScaler.Runtime.Events;

/// <summary>One Event on the server and how often it has happened.</summary>
internal sealed class EventSeries(string name)
{
    public string Name { get; set; } = name;

    /// <summary>What has happened, told to the server or not.</summary>
    public int Count { get; set; }

    /// <summary>Whether the server has the Event.</summary>
    public bool Written { get; set; }
}
