namespace FedScaler.Core.Quantities;

/// <summary>The family of suffixes that a quantity was written with and is printed with.</summary>
public enum QuantityFormat
{
    /// <summary>Powers of ten: n u m k M G T P E.</summary>
    DecimalSI,

    /// <summary>Powers of 1024: Ki Mi Gi Ti Pi Ei.</summary>
    BinarySI,

    /// <summary>Powers of ten as exponents: e3, E-6.</summary>
    DecimalExponent,
}
