using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace FedScaler.Benchmarks.Decoding;

/// <summary>One text for any number of objects: the number is written over the digits at the end of each marker.</summary>
internal sealed class NumberedJson
{
    private readonly byte[] _text;
    private readonly List<(int At, int Digits, int Modulus)> _places = [];

    /// <exception cref="InvalidOperationException">A marker is not in the text.</exception>
    public NumberedJson(JsonObject template, params ReadOnlySpan<Marker> markers)
    {
        _text = Encoding.UTF8.GetBytes(template.ToJsonString());
        foreach (var marker in markers) Find(marker);
    }

    public int Length => _text.Length;

    /// <summary>The resourceVersion that a marker 1000000000 with 9 digits becomes.</summary>
    public static string VersionOf(int number) => string.Create(CultureInfo.InvariantCulture, $"1{number:000000000}");

    /// <summary>The text of one object; the next call writes over it.</summary>
    public ReadOnlyMemory<byte> Of(int number)
    {
        foreach (var (at, digits, modulus) in _places) Utf8Formatter.TryFormat(number % modulus, _text.AsSpan(at, digits), out _, new('D', (byte)digits));
        return _text;
    }

    private void Find(Marker marker)
    {
        var text = Encoding.UTF8.GetBytes(marker.Text);
        var before = _places.Count;
        for (var at = 0; _text.AsSpan(at).IndexOf(text) is >= 0 and var found;)
        {
            at += found + text.Length;
            _places.Add((at - marker.Digits, marker.Digits, marker.Modulus));
        }

        if (_places.Count == before) throw new InvalidOperationException($"the template has no {marker.Text}");
    }

    /// <summary>Text that ends in digits.</summary>
    internal readonly record struct Marker(string Text, int Digits, int Modulus = int.MaxValue);
}
