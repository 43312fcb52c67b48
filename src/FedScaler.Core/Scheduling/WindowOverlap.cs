namespace FedScaler.Core.Scheduling;

/// <summary>Windows of two rules that are open together.</summary>
/// <param name="One">schedule/rule of one of them.</param>
/// <param name="Other">schedule/rule of the other.</param>
/// <param name="From">From when on.</param>
/// <param name="Until">Until when, exclusive.</param>
public sealed record WindowOverlap(string One, string Other, DateTimeOffset From, DateTimeOffset Until);
