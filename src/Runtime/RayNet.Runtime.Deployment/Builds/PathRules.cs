using System.Buffers;
using System.Text;

namespace RayNet.Runtime.Deployment.Builds;

/// <summary>Which paths a package may hold: those that stay inside the folder that they are unpacked into, on every operating system.</summary>
internal static class PathRules
{
    private const int MaxPathBytes = 1024;
    private const int MaxNameBytes = 255;

    private static readonly SearchValues<char> WindowsForbidden = SearchValues.Create("<>:\"|?*");
    private static readonly string[] WindowsDevices = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];

    /// <summary>What is wrong with a path, or <see langword="null"/>.</summary>
    internal static string? ProblemOf(string? path) => ProblemOf(path, OperatingSystem.IsWindows());

    internal static string? ProblemOf(string? path, bool onWindows)
    {
        if (string.IsNullOrEmpty(path))
        {
            return "has no path";
        }

        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return "has a NUL in its path";
        }

        if (path.Contains('\\', StringComparison.Ordinal))
        {
            return "has a backslash in its path, where packages use '/'";
        }

        if (path[0] == '/')
        {
            return "has an absolute path";
        }

        if (path.Length >= 2 && path[1] == ':' && char.IsAsciiLetter(path[0]))
        {
            return "has a drive in its path";
        }

        if (!Ascii.IsValid(path) && !IsWellFormed(path))
        {
            return "has broken characters in its path";
        }

        if (Encoding.UTF8.GetByteCount(path) > MaxPathBytes)
        {
            return $"has a path of more than {MaxPathBytes} bytes";
        }

        foreach (Range range in path.AsSpan().Split('/'))
        {
            if (ProblemOfName(path.AsSpan(range), onWindows) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? ProblemOfName(ReadOnlySpan<char> name, bool onWindows) =>
        name switch
        {
            "" => "has an empty name in its path",
            "." or ".." => "has '.' or '..' in its path",
            _ when Encoding.UTF8.GetByteCount(name) > MaxNameBytes => $"has a name of more than {MaxNameBytes} bytes in its path",
            _ when onWindows && !IsWindowsName(name) => "has a name that Windows does not keep apart from another",
            _ => null,
        };

    /// <summary>Windows drops dots and blanks at the end of a name, gives devices to others, and keeps streams behind a colon.</summary>
    private static bool IsWindowsName(ReadOnlySpan<char> name)
    {
        if (name[^1] is '.' or ' ' || name.ContainsAny(WindowsForbidden))
        {
            return false;
        }

        ReadOnlySpan<char> stem = name.IndexOf('.') is var dot && dot >= 0 ? name[..dot] : name;
        foreach (string device in WindowsDevices)
        {
            ReadOnlySpan<char> rest = stem.StartsWith(device, StringComparison.OrdinalIgnoreCase) ? stem[device.Length..] : "-";
            bool numbered = device is "COM" or "LPT";
            if (numbered ? rest.Length == 1 && char.IsDigit(rest[0]) : rest.IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWellFormed(string path)
    {
        foreach (Rune rune in path.EnumerateRunes())
        {
            // What cannot be decoded is enumerated as the replacement character.
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }
}
