using System.Diagnostics.CodeAnalysis;
using FedScaler.Api.Common;
using FedScaler.Api.Validation;

namespace FedScaler.Api.Mapping;

/// <summary>Time zones by their IANA ids, which mean the same on every machine.</summary>
public static class TimeZones
{
    // The machine's own zone and its kin lie next to the real ones in /usr/share/zoneinfo, and so do zones that count leap seconds.
    private static readonly string[] NotZones = ["Local", "localtime", "posixrules", "Factory"];
    private static readonly string[] NotAreas = ["posix/", "right/"];

    private static readonly Lazy<IReadOnlyList<string>> Known =
        new(static () => [TimeZoneInfo.Utc.Id, .. TimeZoneInfo.GetSystemTimeZones(skipSorting: true).Where(static zone => zone.HasIanaId).Select(static zone => zone.Id)]);

    /// <summary>The zone of an IANA id. Windows ids, the machine's own zone and ids in the wrong case are not found.</summary>
    public static bool TryFind(string? id, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        if (id is null || !IsWellFormed(id) || NotZones.Contains(id) || NotAreas.Any(area => id.StartsWith(area, StringComparison.Ordinal))) return false;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found) || !found.HasIanaId || found.Id != id) return false;
        zone = found;
        return true;
    }

    /// <summary>Why an id is not found and what would mend it, as a clause without the field.</summary>
    public static string Refusal(string id) => IsWellFormed(id)
        ? $"\"{id}\" is no time zone of the IANA database: write it as Europe/Berlin or UTC{Suggestion.For(id, Known.Value, reach: Math.Max(1, id.Length / 5))}"
        : RuleMessages.TimeZoneForm;

    private static bool IsWellFormed(string id) => id != "Local" && TextPattern.Matches(Patterns.TimeZone, id);
}
