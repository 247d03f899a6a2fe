// exit CODE | say | wait: what the tests let a job do.
switch (args)
{
    case ["exit", var code]:
        Console.WriteLine($"ends with {code}");
        return int.Parse(code, System.Globalization.CultureInfo.InvariantCulture);
    case ["say", .. var words]:
        Console.WriteLine($"words: {string.Join('|', words)}");
        Console.WriteLine($"variable: {Environment.GetEnvironmentVariable("GREETING")}");
        Console.WriteLine($"address: {Environment.GetEnvironmentVariable("RAYNET_ADDRESS")}");
        Console.WriteLine($"files: {string.Join('|', Directory.EnumerateFiles(Environment.CurrentDirectory).Select(Path.GetFileName).Order())}");
        Console.Error.WriteLine("a warning");
        return 0;
    case ["wait"]:
        Console.WriteLine("waits");
        await Task.Delay(Timeout.Infinite);
        return 0;
    default:
        return 64;
}
