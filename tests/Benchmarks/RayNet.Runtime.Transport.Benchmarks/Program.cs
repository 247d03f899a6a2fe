using RayNet.Runtime.Transport.Benchmarks;

// Links between two processes, beside a bare socket in the same run:
//   dotnet run -c Release --project tests/Benchmarks/RayNet.Runtime.Transport.Benchmarks
switch (args)
{
    case ["serve", string folder]:
        return await Server.RunAsync(folder);
    case []:
        return await Measurements.RunAsync(rounds: 3);
    case [string rounds]:
        return await Measurements.RunAsync(int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture));
    default:
        Console.Error.WriteLine("usage: [ROUNDS]");
        return 2;
}
